package io.outrigger.benchmarks.redis;

import io.outrigger.benchmarks.measuring.Comparison;
import java.util.EnumMap;
import java.util.Map;

/** All that was measured: calls with many in flight, and with one. */
record Findings(Map<Operation, Comparison<Work>> work, Map<Placement, Comparison<Trip>> trips) {

  Findings {
    work = Map.copyOf(work);
    trips = Map.copyOf(trips);
  }

  /** These findings and those of another pair of servers. */
  Findings and(Findings other) {
    var allWork = new EnumMap<Operation, Comparison<Work>>(Operation.class);
    allWork.putAll(work);
    other.work.forEach((key, rounds) -> allWork.merge(key, rounds, Comparison::and));
    var allTrips = new EnumMap<Placement, Comparison<Trip>>(Placement.class);
    allTrips.putAll(trips);
    other.trips.forEach((key, rounds) -> allTrips.merge(key, rounds, Comparison::and));
    return new Findings(allWork, allTrips);
  }
}
