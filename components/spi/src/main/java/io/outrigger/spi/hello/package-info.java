/** The contract of components that say hello. */
@NullMarked
package io.outrigger.spi.hello;

import org.jspecify.annotations.NullMarked;
