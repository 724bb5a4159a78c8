package io.outrigger.testkit;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Finds ports for servers that cannot say which one they have taken. They are below those that the
 * system gives out itself, of which a client could take one first.
 */
public final class FreePort {

  /** How far from a free port another one is that is free as well. */
  public static final int DISTANCE = 10_000;

  private static final int FIRST = 11_000;
  private static final int COUNT = 11_000;

  /** Processes begin in different places; none is given a port twice until all have been. */
  private static final AtomicInteger NEXT =
      new AtomicInteger(ThreadLocalRandom.current().nextInt(COUNT));

  private FreePort() {}

  /** A port of the loopback interface that is free, as is the one {@link #DISTANCE} above it. */
  public static int next() {
    while (true) {
      int candidate = FIRST + Math.floorMod(NEXT.getAndIncrement(), COUNT);
      if (isFree(candidate) && isFree(candidate + DISTANCE)) {
        return candidate;
      }
    }
  }

  private static boolean isFree(int port) {
    try (var _ = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
      return true;
    } catch (IOException e) {
      return false;
    }
  }
}
