package io.outrigger.benchmarks.measuring;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.random.RandomGenerator;

/**
 * Finds free TCP ports of the loopback interface, below those that the kernel gives to outgoing
 * connections, one of which could take the port before the server does.
 */
public final class FreePorts {

  static final int FIRST = 20_000;
  static final int LAST = 32_767;
  private static final int TRIES = 100;

  private FreePorts() {}

  /** A port that nobody listened on a moment ago. */
  public static int next() {
    var random = RandomGenerator.getDefault();
    return random
        .ints(TRIES, FIRST, LAST + 1)
        .filter(FreePorts::isFree)
        .findFirst()
        .orElseThrow(() -> new BenchmarkException("no free port on the loopback interface"));
  }

  private static boolean isFree(int port) {
    try (var socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
      return socket.isBound();
    } catch (IOException e) {
      return false;
    }
  }
}
