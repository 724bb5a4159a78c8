/** The programs of the machine that tests run on. */
@NullMarked
package io.outrigger.testkit.program;

import org.jspecify.annotations.NullMarked;
