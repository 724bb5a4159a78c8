/** What keeps traces: spans, the headers that carry them, and the ways to a log or a collector. */
@NullMarked
package io.outrigger.runtime.telemetry.trace;

import org.jspecify.annotations.NullMarked;
