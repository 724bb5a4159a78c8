package io.outrigger.benchmarks.redis;

import io.outrigger.benchmarks.measuring.Server;
import java.io.IOException;

/** A server and the load that it gets. */
record Side(Server server, Load load) {

  /** Puts load on a server for some seconds. */
  interface Load {

    Tally run(int seconds) throws IOException, InterruptedException;
  }
}
