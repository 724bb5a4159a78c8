/** A state store to copy from, on the client of a server that does not exist. */
@NullMarked
package io.outrigger.template;

import org.jspecify.annotations.NullMarked;
