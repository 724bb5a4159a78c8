/** What the sidecar says of itself: logs now, meters and traces later. */
@NullMarked
package io.outrigger.runtime.telemetry;

import org.jspecify.annotations.NullMarked;
