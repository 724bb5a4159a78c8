/** The commands of {@code outrigger}. */
@NullMarked
package io.outrigger.runtime.cli;

import org.jspecify.annotations.NullMarked;
