/** The contract of state stores. */
@NullMarked
package io.outrigger.spi.state;

import org.jspecify.annotations.NullMarked;
