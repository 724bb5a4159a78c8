package io.outrigger.it;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.stream.IntStream;

/** A port for a sidecar that must come back where it was. */
final class FreePort {

  private FreePort() {}

  /** A free port below those that the system gives to clients, of which one may take it else. */
  static int take() {
    var from = 20_000 + (int) (ProcessHandle.current().pid() % 5_000);
    return IntStream.range(from, 32_000).filter(FreePort::isFree).findFirst().orElseThrow();
  }

  private static boolean isFree(int port) {
    try (var socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
      return socket.isBound();
    } catch (IOException e) {
      return false;
    }
  }
}
