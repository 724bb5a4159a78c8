/** The contract of file stores. */
@NullMarked
package io.outrigger.spi.file;

import org.jspecify.annotations.NullMarked;
