package io.outrigger.testkit.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class HttpServerTest {

  private static final String GET = "GET / HTTP/1.1\nHost: a\n\n";

  @Test
  void a_request_is_handed_over_as_it_was_sent() throws IOException {
    var seen = new AtomicReference<HttpRequest>();
    try (var server = HttpServer.start(request -> remember(seen, request));
        var client = new RawClient(server)) {
      client.send("PUT //a%2Fb/../%e4%BD%a0?x=%26&y HTTP/1.1\nHost: a\nX-ODD-case:  v \n\n");
      client.readTo("\n\n");

      assertThat(seen.get().method()).isEqualTo("PUT");
      assertThat(seen.get().target()).isEqualTo("//a%2Fb/../%e4%BD%a0?x=%26&y");
      assertThat(seen.get().headers().fields())
          .containsExactly(
              new HttpHeaders.Field("Host", "a"), new HttpHeaders.Field("X-ODD-case", "v"));
    }
  }

  private static HttpResponse remember(AtomicReference<HttpRequest> seen, HttpRequest request) {
    seen.set(request);
    return HttpResponse.of(200);
  }

  @Test
  void the_target_is_decoded_on_demand() {
    var request =
        new HttpRequest(
            "GET",
            "/a+b%20%E6%96%87?prefix=a%2Fb+c&uploads&marker=",
            HttpHeaders.none(),
            InputStream.nullInputStream());

    assertThat(request.decodedPath()).isEqualTo("/a+b 文");
    assertThat(request.parameters())
        .containsEntry("prefix", "a/b c")
        .containsEntry("uploads", "")
        .containsEntry("marker", "")
        .hasSize(3);
  }

  @Test
  void headers_leave_in_their_order_and_case() throws IOException {
    try (var server =
            HttpServer.start(
                _ -> HttpResponse.of(200).with("x-Lower", "1").with("ETag", "2").body("hi"));
        var client = new RawClient(server)) {
      client.send(GET);

      assertThat(client.readTo("hi"))
          .isEqualTo("HTTP/1.1 200 OK\nx-Lower: 1\nETag: 2\nContent-Length: 2\n\nhi");
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 65_536, 5_000_000})
  void a_body_with_its_length_comes_back(int size) throws Exception {
    var content = bytes(size);

    assertThat(echo(BodyPublishers.ofByteArray(content))).isEqualTo(content);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 65_536, 5_000_000})
  void a_body_in_chunks_comes_back(int size) throws Exception {
    var content = bytes(size);

    assertThat(echo(BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(content))))
        .isEqualTo(content);
  }

  /** In one piece to chunks, in chunks to one piece. */
  private static byte[] echo(BodyPublisher body) throws Exception {
    try (var server = HttpServer.start(HttpServerTest::echo);
        var client = client()) {
      return client.send(request(server).PUT(body).build(), BodyHandlers.ofByteArray()).body();
    }
  }

  private static HttpResponse echo(HttpRequest request) throws IOException {
    var content = request.body().readAllBytes();
    return request.header("Content-Length").isPresent()
        ? HttpResponse.of(200).chunked(new ByteArrayInputStream(content))
        : HttpResponse.of(200).body(content);
  }

  private static byte[] bytes(int size) {
    var bytes = new byte[size];
    new Random(size).nextBytes(bytes);
    return bytes;
  }

  @Test
  void chunks_with_extensions_and_trailers_are_understood() throws IOException {
    try (var server = HttpServer.start(HttpServerTest::echo);
        var client = new RawClient(server)) {
      client.send(
          "PUT / HTTP/1.1\nTransfer-Encoding: chunked\n\n3;a=b\nabc\nA\n0123456789\n0\nT: 1\n\n");

      assertThat(client.readTo("789")).endsWith("\n\nabc0123456789");
      assertThat(client.send(GET).readTo("\n\n")).startsWith("HTTP/1.1 200");
    }
  }

  @Test
  void a_connection_serves_one_request_after_the_other() throws IOException {
    try (var server = HttpServer.start(_ -> HttpResponse.of(200).body("x"));
        var client = new RawClient(server)) {
      for (int i = 0; i < 3; i++) {
        assertThat(client.send(GET).readTo("\n\nx")).startsWith("HTTP/1.1 200");
      }
      assertThat(server.connections()).isEqualTo(1);
    }
  }

  @Test
  void a_body_nobody_reads_is_skipped() throws IOException {
    try (var server = HttpServer.start(_ -> HttpResponse.of(403));
        var client = new RawClient(server)) {
      client.send("PUT / HTTP/1.1\nContent-Length: 5\n\nGET /" + GET);

      assertThat(client.readTo("\n\n")).startsWith("HTTP/1.1 403");
      assertThat(client.readTo("\n\n")).startsWith("HTTP/1.1 403");
    }
  }

  @Test
  void a_client_that_wants_to_close_is_heeded() throws IOException {
    try (var server = HttpServer.start(_ -> HttpResponse.of(204));
        var client = new RawClient(server)) {
      client.send("GET / HTTP/1.1\nConnection: close\n\n");

      assertThat(client.readAll()).isEqualTo("HTTP/1.1 204 OK\nConnection: close\n\n");
    }
  }

  @Test
  void head_tells_the_length_without_the_content() throws IOException {
    try (var server = HttpServer.start(_ -> HttpResponse.of(200).body("content"));
        var client = new RawClient(server)) {
      client.send("HEAD / HTTP/1.1\nConnection: close\n\n");

      assertThat(client.readAll()).endsWith("\nContent-Length: 7\n\n");
    }
  }

  @Test
  void who_expects_it_is_told_to_continue_when_the_body_is_read() throws IOException {
    try (var server = HttpServer.start(HttpServerTest::echo);
        var client = new RawClient(server)) {
      client.send("PUT / HTTP/1.1\nContent-Length: 2\nExpect: 100-continue\n\n");
      assertThat(client.readTo("\n\n")).isEqualTo("HTTP/1.1 100 Continue\n\n");

      assertThat(client.send("ok").readTo("ok\n0\n\n")).startsWith("HTTP/1.1 200");
    }
  }

  @Test
  void who_expects_it_is_refused_before_the_body() throws IOException {
    try (var server = HttpServer.start(_ -> HttpResponse.of(403));
        var client = new RawClient(server)) {
      client.send("PUT / HTTP/1.1\nContent-Length: 2\nExpect: 100-continue\n\n");

      assertThat(client.readAll())
          .isEqualTo("HTTP/1.1 403 Refused\nConnection: close\nContent-Length: 0\n\n");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "nonsense\n\n",
        "GET / HTTP/1.0\n\n",
        "GET / HTTP/1.1\nno colon\n\n",
        "PUT / HTTP/1.1\nContent-Length: -1\n\n",
        "PUT / HTTP/1.1\nTransfer-Encoding: chunked\n\nxyz\n",
        "PUT / HTTP/1.1\nTransfer-Encoding: chunked\n\n1\nab\n"
      })
  void what_is_no_http_is_refused(String text) throws IOException {
    try (var server = HttpServer.start(HttpServerTest::echo);
        var client = new RawClient(server)) {
      assertThat(client.send(text).readAll()).startsWith("HTTP/1.1 400 ");
    }
  }

  @Test
  void a_line_without_end_is_refused() throws IOException {
    try (var server = HttpServer.start(HttpServerTest::echo);
        var client = new RawClient(server)) {
      assertThat(client.send("GET /" + "x".repeat(65_531) + 'x').readTo("\n"))
          .startsWith("HTTP/1.1 400");
    }
  }

  @Test
  void a_handler_that_fails_is_told_of() throws IOException {
    var failure = new IllegalArgumentException("wrong");
    try (var server = HttpServer.start(_ -> fail(failure));
        var client = new RawClient(server)) {
      assertThat(client.send(GET).readTo("wrong")).startsWith("HTTP/1.1 500");
      assertThat(server.failures()).containsExactly(failure);
    }
  }

  private static HttpResponse fail(RuntimeException failure) {
    throw failure;
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 4})
  void content_of_another_length_than_said_is_told_of(int length) throws IOException {
    var content = new byte[] {1, 2, 3};
    try (var server =
            HttpServer.start(
                _ -> HttpResponse.of(200).body(new ByteArrayInputStream(content), length));
        var client = new RawClient(server)) {
      client.send(GET).readAll();

      assertThat(server.failures()).singleElement().isInstanceOf(IllegalStateException.class);
    }
  }

  @Test
  void the_handler_sees_a_client_that_goes() throws IOException {
    var seen = new AtomicReference<IOException>();
    try (var server = HttpServer.start(request -> readAndTell(request, seen))) {
      try (var client = new RawClient(server)) {
        client.send("PUT / HTTP/1.1\nContent-Length: 9\n\nabc");
      }

      await().until(() -> seen.get() != null);
    }
  }

  private static HttpResponse readAndTell(HttpRequest request, AtomicReference<IOException> seen)
      throws IOException {
    try {
      request.body().readAllBytes();
      return HttpResponse.of(200);
    } catch (IOException e) {
      seen.set(e);
      throw e;
    }
  }

  @Test
  void many_clients_are_served_at_once() throws Exception {
    var all = new CountDownLatch(32);
    try (var server = HttpServer.start(_ -> meet(all));
        var client = client()) {
      var answers =
          IntStream.range(0, 32)
              .mapToObj(
                  _ -> client.sendAsync(request(server).GET().build(), BodyHandlers.ofString()))
              .toList();

      for (var answer : answers) {
        assertThat(answer.get().statusCode()).isEqualTo(200);
      }
    }
  }

  private static HttpResponse meet(CountDownLatch all) {
    all.countDown();
    try {
      all.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
    return HttpResponse.of(200);
  }

  @Test
  void a_silent_client_is_left() throws IOException {
    try (var server = HttpServer.start(HttpServerTest::echo, Duration.ofMillis(50));
        var client = new RawClient(server)) {
      assertThat(client.send("GET / HT").readAll()).isEmpty();
    }
  }

  @Test
  void closing_ends_connections_and_waiting_handlers() throws IOException {
    var server = HttpServer.start(_ -> meet(new CountDownLatch(2)));
    try (var client = new RawClient(server)) {
      client.send(GET);
      await().until(() -> server.connections() == 1);
      server.close();

      assertThat(server.connections()).isZero();
      assertThatThrownBy(() -> new RawClient(server)).isInstanceOf(ConnectException.class);
    }
  }

  @Test
  void a_cut_ends_connections_but_not_the_server() throws IOException {
    try (var server = HttpServer.start(_ -> HttpResponse.of(200));
        var client = new RawClient(server)) {
      client.send(GET).readTo("\n\n");
      server.cut();

      assertThat(client.readAll()).isEmpty();
      try (var another = new RawClient(server)) {
        assertThat(another.send(GET).readTo("\n\n")).startsWith("HTTP/1.1 200");
      }
    }
  }

  private static HttpClient client() {
    return HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  }

  private static java.net.http.HttpRequest.Builder request(HttpServer server) {
    return java.net.http.HttpRequest.newBuilder(URI.create("http://" + server.authority() + '/'));
  }
}
