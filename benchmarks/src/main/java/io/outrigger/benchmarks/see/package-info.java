/** The benchmark "seeing": a sidecar that tells of its calls beside one that does not. */
@NullMarked
package io.outrigger.benchmarks.see;

import org.jspecify.annotations.NullMarked;
