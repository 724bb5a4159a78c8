/** Says hello without asking anybody. */
@NullMarked
package io.outrigger.builtin.hello;

import org.jspecify.annotations.NullMarked;
