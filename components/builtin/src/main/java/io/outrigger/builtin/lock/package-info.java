/** Keeps locks in the memory of the sidecar. */
@NullMarked
package io.outrigger.builtin.lock;

import org.jspecify.annotations.NullMarked;
