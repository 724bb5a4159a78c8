/** Components that need no vendor library. */
@NullMarked
package io.outrigger.builtin;

import org.jspecify.annotations.NullMarked;
