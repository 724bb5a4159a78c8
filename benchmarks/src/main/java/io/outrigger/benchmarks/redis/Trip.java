package io.outrigger.benchmarks.redis;

/**
 * How long something takes with one call in flight, half of the times, in microseconds.
 *
 * @param call on a gRPC server
 * @param redis on Redis without a sidecar; 0 for the sidecar, whose call has it inside
 */
record Trip(double call, double redis) {

  /** Both after each other. */
  double total() {
    return call + redis;
  }
}
