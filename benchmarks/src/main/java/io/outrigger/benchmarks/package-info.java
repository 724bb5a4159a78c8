/** What several benchmarks compare the sidecar with. */
@NullMarked
package io.outrigger.benchmarks;

import org.jspecify.annotations.NullMarked;
