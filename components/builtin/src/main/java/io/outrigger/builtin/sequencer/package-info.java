/** Counts ids in the memory of the sidecar. */
@NullMarked
package io.outrigger.builtin.sequencer;

import org.jspecify.annotations.NullMarked;
