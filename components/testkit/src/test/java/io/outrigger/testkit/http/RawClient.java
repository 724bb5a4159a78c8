package io.outrigger.testkit.http;

import java.io.EOFException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** Sends exactly what a test wants. For use by one thread. */
final class RawClient implements AutoCloseable {

  private final Socket socket;

  RawClient(HttpServer server) throws IOException {
    socket = new Socket(InetAddress.getLoopbackAddress(), server.port());
    socket.setSoTimeout(20_000);
  }

  /** Sends a text whose lines end as HTTP wants them. */
  RawClient send(String text) throws IOException {
    socket
        .getOutputStream()
        .write(text.replace("\n", "\r\n").getBytes(StandardCharsets.ISO_8859_1));
    return this;
  }

  /** Reads up to the end of a text and answers all of it, with plain line ends. */
  String readTo(String end) throws IOException {
    var read = new StringBuilder();
    while (!read.toString().endsWith(end)) {
      int next = socket.getInputStream().read();
      if (next < 0) {
        throw new EOFException("the end behind \"" + read + '"');
      }
      if (next != '\r') {
        read.append((char) next);
      }
    }
    return read.toString();
  }

  /** Reads to the end of the connection. */
  String readAll() throws IOException {
    return new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1)
        .replace("\r", "");
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
