package io.outrigger.testkit.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The handler answers with what it was sent, in one piece. */
final class FaultsTest {

  private static final String PUT = "PUT / HTTP/1.1\nContent-Length: 10\n\n0123456789";
  private static final String ANSWER = "HTTP/1.1 200 OK\nContent-Length: 10\n\n";

  private final List<String> handled = new CopyOnWriteArrayList<>();
  private final HttpServer server = HttpServer.start(this::echo);

  @AfterEach
  void close() {
    server.close();
  }

  private HttpResponse echo(HttpRequest request) throws IOException {
    var content = request.body().readAllBytes();
    handled.add(new String(content, StandardCharsets.ISO_8859_1));
    return HttpResponse.of(200).body(content);
  }

  private String exchange() throws IOException {
    try (var client = new RawClient(server)) {
      return client.send(PUT.replace("\n\n", "\nConnection: close\n\n")).readAll();
    }
  }

  @Test
  void the_next_requests_are_answered_as_ordered() throws IOException {
    server.faults().next(2, Fault.answer(503, "busy"));

    assertThat(exchange()).startsWith("HTTP/1.1 503").endsWith("busy");
    assertThat(exchange()).startsWith("HTTP/1.1 503").endsWith("busy");
    assertThat(exchange()).startsWith("HTTP/1.1 200").endsWith("0123456789");
    assertThat(handled).hasSize(1);
  }

  @Test
  void only_chosen_requests_get_a_fault() throws IOException {
    server.faults().next(1, request -> request.method().equals("GET"), Fault.answer(500, ""));

    assertThat(exchange()).startsWith("HTTP/1.1 200");
    assertThat(server.faults().pending()).isEqualTo(1);
  }

  @Test
  void faults_come_in_the_order_they_are_ordered_in() throws IOException {
    server.faults().next(1, Fault.answer(500, ""));
    server.faults().next(1, Fault.answer(403, ""));

    assertThat(exchange()).startsWith("HTTP/1.1 500");
    assertThat(exchange()).startsWith("HTTP/1.1 403");
    assertThat(server.faults().pending()).isZero();
  }

  @Test
  void a_cleared_fault_does_not_happen() throws IOException {
    server.faults().next(1, Fault.answer(500, ""));
    server.faults().clear();

    assertThat(exchange()).startsWith("HTTP/1.1 200");
  }

  @Test
  void an_answer_can_be_made_from_the_request() throws IOException {
    server
        .faults()
        .next(1, Fault.answer(request -> HttpResponse.of(404).body("no " + request.target())));

    assertThat(exchange()).endsWith("no /");
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 9, 10, 11})
  void a_response_is_cut_after_some_bytes(int bytes) throws IOException {
    server.faults().next(1, Fault.cutResponseAfter(bytes));
    try (var client = new RawClient(server)) {
      assertThat(client.send(PUT).readAll())
          .isEqualTo(ANSWER + "0123456789".substring(0, Math.min(bytes, 10)));
    }
  }

  @Test
  void a_response_in_chunks_is_cut_before_its_last_one() throws IOException {
    var bytes = "0123456789".getBytes(StandardCharsets.ISO_8859_1);
    var chunked =
        HttpServer.start(_ -> HttpResponse.of(200).chunked(new ByteArrayInputStream(bytes)));
    chunked.faults().next(1, Fault.cutResponseAfter(100));
    try (chunked;
        var client = new RawClient(chunked)) {
      assertThat(client.send(PUT).readAll()).endsWith("\n0123456789\n");
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 9, 10, 11})
  void a_request_is_cut_after_some_bytes(int bytes) throws IOException {
    var read = new StringBuilder();
    var failed = new CompletableFuture<IOException>();
    try (var reading = HttpServer.start(request -> readByByte(request, read, failed));
        var client = new RawClient(reading)) {
      reading.faults().next(1, Fault.cutRequestAfter(bytes));

      assertThatThrownBy(() -> expectEnd(client.send(PUT))).isInstanceOf(IOException.class);
      assertThat(failed.join()).isNotNull();
      assertThat(read).hasToString("0123456789".substring(0, Math.min(bytes, 10)));
    }
  }

  /** A reset is an end, too. */
  private static void expectEnd(RawClient client) throws IOException {
    try {
      assertThat(client.readAll()).isEmpty();
    } catch (SocketException e) {
      throw e;
    }
    throw new IOException("ended");
  }

  private static HttpResponse readByByte(
      HttpRequest request, StringBuilder read, CompletableFuture<IOException> failed)
      throws IOException {
    try {
      for (int next = request.body().read(); next >= 0; next = request.body().read()) {
        read.append((char) next);
      }
      return HttpResponse.of(200);
    } catch (IOException e) {
      failed.complete(e);
      throw e;
    }
  }

  @Test
  void a_request_is_cut_even_when_its_handler_does_not_read_it() throws IOException {
    try (var lazy = HttpServer.start(_ -> HttpResponse.of(200));
        var client = new RawClient(lazy)) {
      lazy.faults().next(1, Fault.cutRequestAfter(10));

      assertThat(client.send(PUT).readAll()).isEmpty();
    }
  }

  @Test
  void an_answer_can_be_lost_when_the_work_is_done() throws IOException {
    server.faults().next(1, Fault.cutAnswer());
    try (var client = new RawClient(server)) {
      assertThat(client.send(PUT).readAll()).isEmpty();
    }

    assertThat(handled).containsExactly("0123456789");
  }

  @Test
  void a_response_trickles() throws IOException {
    server.faults().next(1, Fault.trickle(3, Duration.ofMillis(20)));
    long begin = System.nanoTime();

    assertThat(exchange()).endsWith("\n\n0123456789");
    assertThat(Duration.ofNanos(System.nanoTime() - begin)).isGreaterThan(Duration.ofMillis(79));
  }

  @Test
  void a_request_is_not_read_on_until_released() throws IOException {
    server.faults().next(1, Fault.holdRequestAfter(3));
    try (var client = new RawClient(server)) {
      client.send(PUT);
      await().until(() -> server.faults().held() == 1);
      assertThat(handled).isEmpty();
      server.faults().release();

      assertThat(client.readTo("789")).isEqualTo(ANSWER + "0123456789");
    }
  }

  @Test
  void an_answer_is_held_until_released() throws IOException {
    server.faults().next(1, Fault.holdAnswer());
    try (var client = new RawClient(server)) {
      client.send(PUT);
      await().until(() -> server.faults().held() == 1);
      assertThat(handled).hasSize(1);
      server.faults().release();

      assertThat(client.readTo("789")).isEqualTo(ANSWER + "0123456789");
    }
  }

  @Test
  void a_response_is_held_in_its_middle_until_released() throws IOException {
    server.faults().next(1, Fault.holdResponseAfter(4));
    try (var client = new RawClient(server)) {
      assertThat(client.send(PUT).readTo("\n\n0123")).isEqualTo(ANSWER + "0123");
      await().until(() -> server.faults().held() == 1);
      server.faults().release();

      assertThat(client.readTo("9")).isEqualTo("456789");
      assertThat(server.faults().held()).isZero();
    }
  }

  @Test
  void nothing_is_held_for_ever() throws IOException {
    try (var impatient = HttpServer.start(this::echo, Duration.ofMillis(50));
        var client = new RawClient(impatient)) {
      impatient.faults().next(1, Fault.holdAnswer());

      assertThat(client.send(PUT).readAll()).isEmpty();
    }
  }

  @Test
  void closing_ends_what_is_held() throws IOException {
    server.faults().next(1, Fault.holdAnswer());
    try (var client = new RawClient(server)) {
      client.send(PUT);
      await().until(() -> server.faults().held() == 1);
      server.close();

      assertThat(server.faults().held()).isZero();
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 5, 9})
  void one_byte_of_a_response_is_changed(int position) throws IOException {
    server.faults().next(1, Fault.corruptResponse(position));

    assertThat(exchange()).endsWith("\n\n" + corrupted(position));
    assertThat(handled).containsExactly("0123456789");
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 5, 9})
  void one_byte_of_a_request_is_changed(int position) throws IOException {
    server.faults().next(1, Fault.corruptRequest(position));
    exchange();

    assertThat(handled).containsExactly(corrupted(position));
  }

  private static String corrupted(int position) {
    var digits = new StringBuilder("0123456789");
    digits.setCharAt(position, (char) (digits.charAt(position) ^ 1));
    return digits.toString();
  }

  @Test
  void a_byte_behind_the_end_changes_nothing() throws IOException {
    server.faults().next(1, Fault.corruptResponse(10));

    assertThat(exchange()).endsWith("\n\n0123456789");
  }

  @Test
  void requests_are_counted_with_those_that_get_a_fault() throws IOException {
    var puts = server.faults().count(request -> request.method().equals("PUT"));
    var gets = server.faults().count(request -> request.method().equals("GET"));
    server.faults().next(1, Fault.answer(503, ""));
    exchange();
    exchange();

    assertThat(puts.getAsLong()).isEqualTo(2);
    assertThat(gets.getAsLong()).isZero();
  }
}
