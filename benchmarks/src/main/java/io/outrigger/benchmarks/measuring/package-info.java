/** What the benchmarks share: servers in processes of their own, load, rounds, figures, tables. */
@NullMarked
package io.outrigger.benchmarks.measuring;

import org.jspecify.annotations.NullMarked;
