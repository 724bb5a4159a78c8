package io.outrigger.benchmarks.sdk;

import io.outrigger.benchmarks.measuring.Comparison;

/**
 * What was measured; the stubs stand where the echo server does, the client where the sidecar does.
 *
 * @param async calls without waiting
 * @param blocking calls on virtual threads
 * @param file content of a file
 */
record Findings(Comparison<Load> async, Comparison<Load> blocking, Comparison<Load> file) {}
