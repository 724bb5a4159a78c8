package io.outrigger.runtime.telemetry.access;

import io.grpc.Attributes;
import io.grpc.Status;
import io.outrigger.runtime.api.CallMeters;
import io.outrigger.runtime.trace.Span;
import io.outrigger.spi.Meters;

/**
 * Prints what the access log costs the thread that a call ends on, in nanoseconds: the best of
 * several rounds, since a round can only be disturbed. Full means that a line is written for each
 * call that finds room; the writing is another thread's.
 */
final class AccessLogCost {

  private static final int ROUNDS = 15;
  private static final int CALLS = 1_000_000;
  private static final String METHOD = "spec.proto.runtime.v1.Runtime/GetState";

  private AccessLogCost() {}

  public static void main(String[] args) {
    print("1 % of the calls", 0.01);
    print("10 % of the calls", 0.1);
    print("all calls", 1);
  }

  private static void print(String what, double rate) {
    var writer = new AccessWriter(Destination.of("/dev/null"), new JsonLines("app"), Meters.none());
    writer.start();
    var log = new SampledCalls(rate, writer);
    var sizes = new CallMeters.Sizes(250_000, 20, 1100);
    double best = Double.MAX_VALUE;
    for (int round = 0; round < ROUNDS; round++) {
      var began = System.nanoTime();
      for (int i = 0; i < CALLS; i++) {
        log.ended(METHOD, Status.OK, sizes, Attributes.EMPTY, Span.none());
      }
      best = Math.min(best, (System.nanoTime() - began) / (double) CALLS);
    }
    writer.close();
    System.out.printf("%-20s %6.1f ns%n", what, best);
  }
}
