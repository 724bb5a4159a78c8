package io.outrigger.testkit.http;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.function.Consumer;

/** One connection of a client, which it serves request by request. For use by one thread. */
final class Connection implements Fault.Wire {

  /** What a handler leaves of a body is read up to here, then the connection is closed. */
  private static final long MOST_SKIPPED = 256L << 20;

  private final Socket socket;
  private final HttpHandler handler;
  private final Faults faults;
  private final Consumer<Throwable> failures;
  private final WireReader source;
  private final OutputStream target;

  Connection(Socket socket, Duration idleLimit, HttpServer server) throws IOException {
    this.socket = socket;
    handler = server.handler();
    faults = server.faults();
    failures = server::failed;
    socket.setTcpNoDelay(true);
    socket.setSoTimeout((int) idleLimit.toMillis());
    source = new WireReader(socket.getInputStream());
    target = new BufferedOutputStream(socket.getOutputStream(), 16 * 1024);
  }

  /** Serves until the client or a fault ends it. */
  void serve() throws IOException {
    try {
      boolean again = true;
      while (again) {
        var line = source.lineIfAny();
        again = line.isPresent() && exchange(line.get());
      }
    } catch (BadRequest e) {
      var refusal = HttpResponse.of(400).with("Connection", "close").body("" + e.getMessage());
      send("", refusal, Fault.none());
    }
  }

  /** Answers one request; false when it was the last one. */
  private boolean exchange(String line) throws IOException {
    var words = line.split(" ", -1);
    if (words.length != 3 || !words[2].equals("HTTP/1.1")) {
      throw new BadRequest("request line \"" + line + "\" (expected: METHOD target HTTP/1.1)");
    }
    var headers = source.headers();
    boolean expects = headers.has("Expect", "100-continue");
    var body = RequestBody.of(headers, source, expects ? this::sayContinue : () -> {});
    var sent = new HttpRequest(words[0], words[1], headers, body);
    var fault = faults.take(sent);
    var request = new HttpRequest(words[0], words[1], headers, fault.request(body, this));
    var response = answer(fault.handler(handler), request);
    boolean unwanted = expects && body.isUntouched();
    if (unwanted) {
      body.giveUp();
    }
    boolean last = !skip(request.body()) || unwanted || closes(headers);
    return finish(request, last ? closing(response) : response, fault);
  }

  private boolean finish(HttpRequest request, HttpResponse response, Fault fault)
      throws IOException {
    fault.answered(this);
    send(request.method(), response, fault);
    return !closes(response.headers());
  }

  private void sayContinue() throws IOException {
    target.write("HTTP/1.1 100 Continue\r\n\r\n".getBytes(StandardCharsets.ISO_8859_1));
    target.flush();
  }

  private HttpResponse answer(HttpHandler chosen, HttpRequest request) throws IOException {
    try {
      return chosen.handle(request);
    } catch (RuntimeException | AssertionError e) {
      failures.accept(e);
      return HttpResponse.of(500).body("the handler failed: " + e);
    }
  }

  /** False when there was too much of it. */
  private static boolean skip(InputStream body) throws IOException {
    var buffer = new byte[16 * 1024];
    long skipped = 0;
    for (int count = body.read(buffer); count >= 0; count = body.read(buffer)) {
      skipped += count;
      if (skipped > MOST_SKIPPED) {
        return false;
      }
    }
    return true;
  }

  private static boolean closes(HttpHeaders headers) {
    return headers.has("Connection", "close");
  }

  private static HttpResponse closing(HttpResponse response) {
    return closes(response.headers()) ? response : response.with("Connection", "close");
  }

  private void send(String method, HttpResponse response, Fault fault) throws IOException {
    try (var content = response.content()) {
      target.write(head(response).getBytes(StandardCharsets.ISO_8859_1));
      var framed =
          response.length() == HttpResponse.CHUNKED && hasContent(method, response)
              ? new ChunkedOutput(target)
              : new SizedOutput(target, hasContent(method, response) ? response.length() : 0);
      var faulty = fault.response(framed, this);
      if (hasContent(method, response)) {
        content.transferTo(faulty);
      }
      faulty.close();
    } catch (IllegalStateException e) {
      failures.accept(e);
      cut();
    }
  }

  private static boolean hasContent(String method, HttpResponse response) {
    return !method.equals("HEAD") && response.status() != 204 && response.status() != 304;
  }

  private static String head(HttpResponse response) {
    int status = response.status();
    var head = new StringBuilder("HTTP/1.1 " + status + (status < 400 ? " OK" : " Refused"));
    head.append("\r\n");
    for (var field : response.headers().fields()) {
      head.append(field.name()).append(": ").append(field.value()).append("\r\n");
    }
    if (response.length() == HttpResponse.CHUNKED) {
      head.append("Transfer-Encoding: chunked\r\n");
    } else if (status != 204 && status != 304) {
      head.append("Content-Length: ").append(response.length()).append("\r\n");
    }
    return head.append("\r\n").toString();
  }

  @Override
  public void cut() throws IOException {
    socket.close();
    throw new IOException("the connection is cut");
  }

  @Override
  public void hold() throws IOException {
    faults.hold();
  }
}
