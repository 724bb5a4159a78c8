/** The benchmark "first light": the sidecar beside a grpc-java server that does nothing. */
@NullMarked
package io.outrigger.benchmarks.firstlight;

import org.jspecify.annotations.NullMarked;
