/** The contract of secret stores. */
@NullMarked
package io.outrigger.spi.secret;

import org.jspecify.annotations.NullMarked;
