/** The whole sidecar, wired by hand, and its life from start to stop. */
@NullMarked
package io.outrigger.runtime;

import org.jspecify.annotations.NullMarked;
