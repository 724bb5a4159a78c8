/** What the sidecar says of itself: logs, meters and traces. */
@NullMarked
package io.outrigger.runtime.telemetry;

import org.jspecify.annotations.NullMarked;
