/** Keeps state in the memory of the sidecar. */
@NullMarked
package io.outrigger.builtin.state;

import org.jspecify.annotations.NullMarked;
