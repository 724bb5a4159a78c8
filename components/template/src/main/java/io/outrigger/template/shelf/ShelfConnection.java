package io.outrigger.template.shelf;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;

/** One connection to the server, for one thread at a time. */
final class ShelfConnection implements AutoCloseable {

  private final Socket socket;
  private final BufferedReader in;
  private final BufferedWriter out;

  private ShelfConnection(Socket socket) throws IOException {
    this.socket = socket;
    in = new BufferedReader(new InputStreamReader(socket.getInputStream(), US_ASCII));
    out = new BufferedWriter(new OutputStreamWriter(socket.getOutputStream(), US_ASCII));
  }

  static ShelfConnection open(String host, int port, int timeoutMillis) throws IOException {
    var socket = new Socket();
    try {
      socket.setTcpNoDelay(true);
      socket.setSoTimeout(timeoutMillis);
      socket.connect(new InetSocketAddress(host, port), timeoutMillis);
      return new ShelfConnection(socket);
    } catch (IOException e) {
      socket.close();
      throw e;
    }
  }

  List<String> ask(List<String> lines) throws IOException {
    for (var line : lines) {
      out.write(line);
      out.write('\n');
    }
    out.flush();
    var answers = new ArrayList<String>(lines.size());
    while (answers.size() < lines.size()) {
      answers.add(readAnswer());
    }
    return answers;
  }

  private String readAnswer() throws IOException {
    var answer = in.readLine();
    if (answer == null) {
      throw new EOFException("the server has closed the connection");
    }
    if (answer.startsWith("ERROR ")) {
      throw new IOException("the server refuses: " + answer.substring("ERROR ".length()));
    }
    return answer;
  }

  @Override
  public void close() {
    try {
      socket.close();
    } catch (IOException e) {
      throw new UncheckedIOException("closing a socket fails only where it was never open", e);
    }
  }
}
