/** The contract of locks. */
@NullMarked
package io.outrigger.spi.lock;

import org.jspecify.annotations.NullMarked;
