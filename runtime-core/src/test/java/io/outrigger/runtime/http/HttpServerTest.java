package io.outrigger.runtime.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.outrigger.runtime.config.ListenAddress;
import io.outrigger.runtime.server.EventLoops;
import io.outrigger.runtime.server.ListenException;
import io.outrigger.spi.Bytes;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardProtocolFamily;
import java.net.URI;
import java.net.UnixDomainSocketAddress;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The server with one loop, a handler of the test, and clients that behave and others. */
final class HttpServerTest {

  private static final ListenAddress ANY_PORT = new ListenAddress.Tcp("127.0.0.1", 0);
  private static final Duration LONG = Duration.ofSeconds(30);
  private static final Duration SHORT = Duration.ofMillis(200);

  @TempDir private Path directory;

  private final HttpClient client = HttpClient.newHttpClient();
  private final List<HttpServer> servers = new ArrayList<>();
  private final CompletableFuture<HttpAnswer> later = new CompletableFuture<>();
  private final CompletableFuture<Boolean> asked = new CompletableFuture<>();
  private EventLoops loops = new EventLoops(1);

  @AfterEach
  void close() {
    later.complete(HttpAnswer.empty(204));
    servers.forEach(HttpServer::stop);
    client.close();
    loops.close();
  }

  @Test
  void a_handler_sees_the_request_and_the_client_its_answer() throws Exception {
    var port = start(LONG);
    var request =
        HttpRequest.newBuilder(uri(port, "/echo/a%20b+c?x=1"))
            .header("X-Of-Test", "v")
            .POST(HttpRequest.BodyPublishers.ofString("body"))
            .build();

    var response = client.send(request, BodyHandlers.ofString());

    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(response.headers().firstValue("content-type")).contains("text/x");
    assertThat(response.body()).isEqualTo("POST /echo/a b+c v body local virtual");
  }

  @Test
  void a_connection_takes_one_request_after_the_other() throws Exception {
    var port = start(LONG);
    try (var socket = connect(port)) {
      send(socket, get("/echo/1"));
      assertThat(receive(socket, "/echo/1")).startsWith("HTTP/1.1 200 OK");
      send(socket, get("/echo/2"));
      assertThat(receive(socket, "/echo/2")).startsWith("HTTP/1.1 200 OK");
    }
  }

  @Test
  void requests_that_are_sent_at_once_are_answered_one_after_the_other() throws Exception {
    var port = start(LONG);
    try (var socket = connect(port)) {
      send(socket, get("/wait") + get("/echo/2") + get("/echo/3"));
      asked.get(10, TimeUnit.SECONDS);
      later.complete(HttpAnswer.empty(202));

      assertThat(receive(socket, "/echo/3"))
          .containsSubsequence("HTTP/1.1 202", "/echo/2", "/echo/3");
    }
  }

  @Test
  void a_head_request_has_the_length_and_no_body() throws Exception {
    var port = start(LONG);
    try (var socket = connect(port)) {
      send(socket, "HEAD /echo HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n");

      assertThat(receiveAll(socket)).contains("content-length: 26").endsWith("\r\n\r\n");
    }
  }

  @Test
  void a_client_of_http_1_0_is_answered_and_disconnected() throws Exception {
    var port = start(LONG);
    try (var socket = connect(port)) {
      send(socket, "GET /echo HTTP/1.0\r\n\r\n");

      assertThat(receiveAll(socket)).contains("200 OK").contains("GET /echo");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "414, GET /LONG HTTP/1.1|Host: h|",
    "431, GET /echo HTTP/1.1|Host: h|X: LONG|",
    "400, no request at all|",
    "413, POST /echo HTTP/1.1|Host: h|Content-Length: 1000000|Connection: close|"
  })
  void a_request_beyond_the_limits_is_refused(int status, String request) throws Exception {
    var port = start(SHORT);
    try (var socket = connect(port)) {
      send(socket, request.replace("LONG", "x".repeat(5_000)).replace("|", "\r\n") + "\r\n");

      assertThat(receiveAll(socket)).startsWith("HTTP/1.1 " + status);
    }
  }

  @Test
  void a_handler_that_throws_is_a_500_and_the_next_request_is_answered() throws Exception {
    var port = start(LONG);

    assertThat(ask(port, "/throw").statusCode()).isEqualTo(500);
    assertThat(ask(port, "/echo").statusCode()).isEqualTo(200);
  }

  @Test
  void a_handler_that_takes_long_holds_up_nobody_else() throws Exception {
    var port = start(LONG);
    var waiting =
        client.sendAsync(
            HttpRequest.newBuilder(uri(port, "/wait")).build(), BodyHandlers.ofString());
    asked.get(10, TimeUnit.SECONDS);

    assertThat(ask(port, "/echo").statusCode()).isEqualTo(200);
    later.complete(HttpAnswer.empty(204));

    assertThat(waiting.get(10, TimeUnit.SECONDS).statusCode()).isEqualTo(204);
  }

  @Test
  void one_connection_too_many_is_closed_and_there_is_room_when_another_has_gone()
      throws Exception {
    var port = start(LONG);
    var first = connect(port);
    var second = connect(port);
    send(first, get("/echo/1"));
    receive(first, "/echo/1");
    send(second, get("/echo/2"));
    receive(second, "/echo/2");
    try (var third = connect(port)) {
      assertThat(receiveAll(third)).isEmpty();
    }

    first.close();

    await().until(() -> answers(port));
    second.close();
  }

  @Test
  void a_client_that_says_nothing_is_disconnected() throws Exception {
    var port = start(SHORT);
    try (var socket = connect(port)) {
      assertThat(receiveAll(socket)).isEmpty();
    }
  }

  @Test
  void a_client_that_sends_a_byte_now_and_then_is_disconnected() throws Exception {
    var port = start(SHORT);
    try (var socket = connect(port)) {
      await()
          .pollInterval(Duration.ofMillis(20))
          .until(() -> {
            try {
              send(socket, "G");
              return false;
            } catch (IOException e) {
              return true;
            }
          });
    }
  }

  @Test
  void an_address_in_use_names_its_setting_and_nothing_stays_bound() {
    var port = start(LONG);
    var socket = new ListenAddress.Unix(directory.resolve("socket"));
    var taken = new ListenAddress.Tcp("127.0.0.1", port);

    assertThatThrownBy(() -> server(LONG).start(List.of(socket, taken)))
        .isInstanceOf(ListenException.class)
        .hasMessageContaining("cannot listen on " + taken)
        .hasMessageContaining("in use")
        .hasMessageContaining("change test.listen");
    assertThat(socket.path()).doesNotExist();
  }

  @Test
  void an_address_that_is_none_is_refused() {
    var nowhere = new ListenAddress.Tcp("203.0.113.1", 0);

    assertThatThrownBy(() -> server(LONG).start(List.of(nowhere)))
        .isInstanceOf(ListenException.class)
        .hasMessageContaining("cannot listen on " + nowhere);
  }

  @Test
  void stopping_lets_an_answer_end_and_closes_what_is_idle() throws Exception {
    var port = start(LONG);
    var server = servers.getFirst();
    try (var idle = connect(port);
        var busy = connect(port)) {
      send(idle, get("/echo/1"));
      receive(idle, "/echo/1");
      send(busy, get("/wait"));
      asked.get(10, TimeUnit.SECONDS);
      var stopping = Thread.ofPlatform().start(server::stop);
      assertThat(receiveAll(idle)).isEmpty();
      await().until(() -> stopping.getState() == Thread.State.TIMED_WAITING); // All are told.

      later.complete(HttpAnswer.empty(204));

      assertThat(receiveAll(busy)).contains("HTTP/1.1 204").contains("connection: close");
      assertThat(stopping.join(Duration.ofSeconds(10))).isTrue();
    }
    assertThatThrownBy(() -> connect(port)).isInstanceOf(IOException.class);
  }

  @ParameterizedTest
  @CsvSource({"true", "false"})
  void what_listens_on_every_interface_is_not_local_and_speaks_both_protocols(boolean epoll)
      throws Exception {
    loops.close();
    loops = new EventLoops(1, epoll);
    var listening = server(LONG).start(List.of(new ListenAddress.Tcp("0.0.0.0", 0)));
    var port = ((ListenAddress.Tcp) listening.getFirst()).port();

    assertThat(ask(port, "/echo").body()).contains("remote");
    var six = HttpRequest.newBuilder(URI.create("http://[::1]:" + port + "/echo")).build();
    assertThat(client.send(six, BodyHandlers.ofString()).body()).contains("remote");
  }

  @Test
  void a_unix_socket_is_local() throws Exception {
    var path = directory.resolve("socket");
    server(LONG).start(List.of(new ListenAddress.Unix(path)));
    try (var socket = SocketChannel.open(StandardProtocolFamily.UNIX)) {
      socket.connect(UnixDomainSocketAddress.of(path));
      send(socket, get("/echo"));

      assertThat(receive(socket, "virtual")).contains("local");
    }
  }

  private int start(Duration patience) {
    var listening = server(patience).start(List.of(ANY_PORT));
    return ((ListenAddress.Tcp) listening.getFirst()).port();
  }

  private HttpServer server(Duration patience) {
    var limits = new HttpLimits(2, 4096, 4096, 1000, patience);
    var server = new HttpServer(loops, "test.listen", limits, this::answer);
    servers.add(server);
    return server;
  }

  private HttpAnswer answer(HttpQuestion question) {
    return switch (question.path()) {
      case "/throw" -> throw new IllegalStateException("as the test wants it");
      case "/wait" -> {
        asked.complete(true);
        yield later.join();
      }
      default -> HttpAnswer.of(200, "text/x", Bytes.utf8(echo(question)));
    };
  }

  private static String echo(HttpQuestion question) {
    return String.join(
        " ",
        question.method(),
        question.path(),
        question.header("X-OF-TEST").orElse(""),
        question.body().toUtf8(),
        question.isLocal() ? "local" : "remote",
        Thread.currentThread().isVirtual() ? "virtual" : "platform");
  }

  private boolean answers(int port) throws InterruptedException {
    try {
      return ask(port, "/echo").statusCode() == 200;
    } catch (IOException e) {
      return false;
    }
  }

  private HttpResponse<String> ask(int port, String path) throws IOException, InterruptedException {
    return client.send(HttpRequest.newBuilder(uri(port, path)).build(), BodyHandlers.ofString());
  }

  private static URI uri(int port, String path) {
    return URI.create("http://127.0.0.1:" + port + path);
  }

  private static String get(String path) {
    return "GET " + path + " HTTP/1.1\r\nHost: h\r\n\r\n";
  }

  private static SocketChannel connect(int port) throws IOException {
    return SocketChannel.open(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
  }

  private static void send(SocketChannel socket, String text) throws IOException {
    socket.write(ByteBuffer.wrap(text.getBytes(StandardCharsets.ISO_8859_1)));
  }

  /** What comes until there is {@code end} in it. */
  private static String receive(SocketChannel socket, String end) throws IOException {
    var text = new StringBuilder();
    while (text.indexOf(end) < 0 && receive(socket, text)) {
      // There is more.
    }
    return text.toString();
  }

  /** What comes until the connection is closed. */
  private static String receiveAll(SocketChannel socket) throws IOException {
    var text = new StringBuilder();
    while (receive(socket, text)) {
      // There is more.
    }
    return text.toString();
  }

  private static boolean receive(SocketChannel socket, StringBuilder into) throws IOException {
    var buffer = ByteBuffer.allocate(10_000);
    int count;
    try {
      count = socket.read(buffer);
    } catch (IOException e) {
      return false; // Closed with what the server has not read.
    }
    into.append(new String(buffer.array(), 0, Math.max(0, count), StandardCharsets.ISO_8859_1));
    return count >= 0;
  }
}
