/** Who may call the sidecar, and how much: tokens, limits, and the files that they come from. */
@NullMarked
package io.outrigger.runtime.access;

import org.jspecify.annotations.NullMarked;
