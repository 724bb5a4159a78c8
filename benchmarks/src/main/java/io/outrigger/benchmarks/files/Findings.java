package io.outrigger.benchmarks.files;

import io.outrigger.benchmarks.measuring.Comparison;
import java.util.EnumMap;
import java.util.Map;

/** All that was measured; what a row is beside stands in the place of the echo server. */
record Findings(Map<Row, Comparison<Transfer>> rows) {

  Findings {
    rows = Map.copyOf(rows);
  }

  /** These findings and others. */
  Findings and(Findings other) {
    var all = new EnumMap<Row, Comparison<Transfer>>(Row.class);
    all.putAll(rows);
    other.rows.forEach((row, rounds) -> all.merge(row, rounds, Comparison::and));
    return new Findings(all);
  }
}
