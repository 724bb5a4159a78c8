/** The access log: a line for each call that has ended, written by a thread of its own. */
@NullMarked
package io.outrigger.runtime.telemetry.access;

import org.jspecify.annotations.NullMarked;
