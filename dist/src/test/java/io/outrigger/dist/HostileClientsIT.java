package io.outrigger.dist;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.outrigger.runtime.config.ListenAddress;
import io.outrigger.runtime.server.ClientConnection;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Clients that would exhaust the sidecar of the distribution, what they are answered, what memory
 * they cost, and how other callers fare meanwhile.
 */
final class HostileClientsIT {

  private static final String METHOD = "/spec.proto.runtime.v1.Runtime/GetState";
  private static final int MOST_RESETS = 2000;
  private static final String CONFIG =
      """
      {"server": {"listen": ["127.0.0.1:0"],
                  "limits": {"max_connections": 100, "handshake_timeout": "2s", "ping_after": "1s",
                             "max_resets": %d}},
       "components": {"state": {"s": {"type": "in-memory"}}}}
      """
          .formatted(MOST_RESETS);
  private static final long MIB = 1 << 20;

  /** Far more than it takes, and far less than a loop that is blocked. */
  private static final double MOST_P99_MILLIS = 250;

  private final List<AutoCloseable> open = new ArrayList<>();
  @TempDir private Path directory;
  private Running running;

  private record Running(SidecarProcess sidecar, String address, Bystanders bystanders) {}

  @BeforeEach
  void start() throws Exception {
    var sidecar = keep(SidecarProcess.start(directory, CONFIG));
    var address = sidecar.addresses().getFirst();
    var connection = keep(new ClientConnection(ListenAddress.parse(address), 1 << 20));
    var bystanders = keep(Bystanders.start(connection.channel()));
    running = new Running(sidecar, address, bystanders);
    Callers.pause(Duration.ofSeconds(2));
    bystanders.fared(); // Those before the code was warm.
    Callers.pause(Duration.ofSeconds(1));
    print("nobody", bystanders.fared(), sidecar.liveBytes());
    bystanders.fared();
  }

  @AfterEach
  void close() throws Exception {
    for (var resource : open.reversed()) {
      resource.close();
    }
  }

  private <T extends AutoCloseable> T keep(T resource) {
    open.add(resource);
    return resource;
  }

  @Test
  void ten_thousand_resets_end_the_connections_and_disturb_nobody() throws Exception {
    long before = begin();
    for (int connection = 0; connection < 5; connection++) {
      var client = keep(hostile().greet());
      // No more than it takes: what it leaves unread would make TCP discard its last words.
      reset(client, MOST_RESETS + 1);
      var farewell = client.next(RawHttp2.GOAWAY);
      assertThat(farewell).map(RawHttp2.Frame::error).contains(RawHttp2.ENHANCE_YOUR_CALM);
      client.awaitEnd();
    }

    report("10005 resets on 5 connections", before);
  }

  private static void reset(RawHttp2 client, int count) throws IOException {
    var block = RawHttp2.headers(METHOD, Map.of());
    for (int i = 0; i < count; i++) {
      int stream = 2 * i + 1;
      client.send(RawHttp2.frame(RawHttp2.HEADERS, RawHttp2.END_HEADERS, stream, block));
      client.send(RawHttp2.reset(stream));
    }
  }

  @Test
  void clients_that_say_nothing_or_half_a_header_are_closed_and_disturb_nobody() throws Exception {
    long before = begin();
    var silent = new ArrayList<RawHttp2>();
    var slow = new ArrayList<RawHttp2>();
    for (int i = 0; i < 60; i++) {
      silent.add(keep(hostile()));
      slow.add(keep(hostile().greet()));
    }
    long start = System.nanoTime();
    var trickling = keep(new Trickle(slow));

    silent.forEach(RawHttp2::awaitEnd);
    long silentMillis = (System.nanoTime() - start) / 1_000_000;
    slow.forEach(RawHttp2::awaitEnd);
    long slowMillis = (System.nanoTime() - start) / 1_000_000;

    System.out.printf(
        "secure: 60 silent connections closed after %d ms, 60 slow ones after %d ms and %d bytes%n",
        silentMillis, slowMillis, trickling.sent.get());
    assertThat(silentMillis).isBetween(1000L, 10_000L);
    assertThat(slowMillis).isLessThan(40_000);
    report("120 slow connections", before);
  }

  /** Sends the headers of a call a byte now and then, on many connections. */
  private static final class Trickle implements AutoCloseable {

    private final List<RawHttp2> clients;
    private final Thread thread;
    private final AtomicInteger sent = new AtomicInteger();

    Trickle(List<RawHttp2> clients) {
      this.clients = List.copyOf(clients);
      thread = Thread.ofPlatform().start(this::run);
    }

    private void run() {
      var block = RawHttp2.headers(METHOD, Map.of("slow", "x".repeat(4000)));
      for (var one : RawHttp2.frame(RawHttp2.HEADERS, 0, 1, block)) {
        if (Thread.currentThread().isInterrupted()) {
          return;
        }
        clients.forEach(client -> attempt(client, one));
        sent.incrementAndGet();
        Callers.pause(Duration.ofMillis(100));
      }
    }

    private static void attempt(RawHttp2 client, byte one) {
      try {
        client.send(new byte[] {one});
      } catch (IOException e) {
        // It has been closed, which is what is waited for.
      }
    }

    @Override
    public void close() {
      thread.interrupt();
      Callers.join(thread);
    }
  }

  @Test
  void headers_without_an_end_are_cut_off_and_disturb_nobody() throws Exception {
    long before = begin();
    var answers = new ArrayList<Optional<RawHttp2.Frame>>();
    for (int i = 0; i < 200; i++) {
      try (var client = hostile().greet()) {
        answers.add(endless(client));
      }
    }

    assertThat(answers)
        .allSatisfy(answer -> assertThat(answer).isPresent())
        .allSatisfy(answer -> assertThat(answer.orElseThrow().error()).isNotZero());
    System.out.printf(
        "secure: endless headers are answered with GOAWAY, error 0x%x, \"%s\"%n",
        answers.getFirst().orElseThrow().error(), answers.getFirst().orElseThrow().words());
    report("200 endless headers", before);
  }

  private static Optional<RawHttp2.Frame> endless(RawHttp2 client) throws IOException {
    var first = RawHttp2.headers(METHOD, Map.of());
    var more = RawHttp2.headers(METHOD, Map.of("large", "x".repeat(8000)));
    client.send(RawHttp2.frame(RawHttp2.HEADERS, 0, 1, first));
    client.send(RawHttp2.frame(RawHttp2.CONTINUATION, 0, 1, more));
    client.send(RawHttp2.frame(RawHttp2.CONTINUATION, 0, 1, more));
    return client.next(RawHttp2.GOAWAY);
  }

  @Test
  void headers_beyond_the_limit_are_answered_and_the_connection_goes_on() throws Exception {
    long before = begin();
    var block = RawHttp2.headers(METHOD, Map.of("large", "x".repeat(9000)));
    var client = keep(hostile().greet());
    for (int i = 0; i < 1000; i++) {
      client.send(RawHttp2.frame(RawHttp2.HEADERS, RawHttp2.END_HEADERS, 2 * i + 1, block));
      var answer = client.next(RawHttp2.HEADERS).orElseThrow();
      assertThat(answer.stream()).isEqualTo(2 * i + 1);
      assertThat(answer.flags() & RawHttp2.END_STREAM).isEqualTo(RawHttp2.END_STREAM);
      if (i == 0) { // Later ones may point to it.
        assertThat(StandardCharsets.ISO_8859_1.decode(answer.payload()).toString()).contains("431");
      }
    }

    report("1000 headers beyond the limit", before);
  }

  @Test
  void connections_beyond_the_limit_are_closed_and_disturb_nobody() throws Exception {
    long before = begin();
    for (int round = 0; round < 10; round++) {
      var clients = new ArrayList<RawHttp2>();
      for (int i = 0; i < 300; i++) {
        clients.add(hostile());
      }
      var closing = clients.subList(200, 300);
      // The ones that are taken are sent settings first.
      assertThat(closing).allMatch(client -> client.next().isEmpty());
      for (var client : clients) {
        client.close();
      }
    }

    report("3000 connections, 300 at once", before);
  }

  @Test
  void bodies_that_never_come_cost_little() throws Exception {
    long before = begin();
    var client = keep(hostile().greet());
    var calls = new ByteArrayOutputStream();
    var block = RawHttp2.headers(METHOD, Map.of());
    for (int i = 0; i < 5000; i++) {
      calls.writeBytes(RawHttp2.frame(RawHttp2.HEADERS, RawHttp2.END_HEADERS, 2 * i + 1, block));
    }
    client.send(calls.toByteArray());

    var refused = client.next(RawHttp2.RST_STREAM);

    assertThat(refused).isPresent();
    assertThat(refused.orElseThrow().stream()).as("the first that is refused").isGreaterThan(8190);
    var fared = running.bystanders.fared();
    long held = live() - before;
    System.out.printf("secure: 4096 calls without a body hold %.1f MiB%n", held / (double) MIB);
    assertThat(held).isLessThan(64 * MIB);
    client.close();
    report("4096 calls without a body", fared, before);
  }

  /** What lives before the attack. To count it stops the sidecar for a while, which is not told. */
  private long begin() {
    long live = live();
    Callers.pause(Duration.ofMillis(500));
    running.bystanders.fared();
    return live;
  }

  private RawHttp2 hostile() throws IOException {
    return new RawHttp2(running.address);
  }

  /** Prints how the others fared and what was left, and checks both. */
  private void report(String attack, long liveBefore) {
    report(attack, running.bystanders.fared(), liveBefore);
  }

  private void report(String attack, Bystanders.Fared fared, long liveBefore) {
    await()
        .atMost(Duration.ofSeconds(20))
        .untilAsserted(
            () -> assertThat(running.sidecar.liveBytes()).isLessThan(liveBefore + 6 * MIB));
    print(attack, fared, live() - liveBefore);
    assertThat(running.bystanders.failures()).isEmpty();
    assertThat(fared.p99()).isLessThan(MOST_P99_MILLIS);
  }

  private long live() {
    try {
      return running.sidecar.liveBytes();
    } catch (IOException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private void print(String attack, Bystanders.Fared fared, long bytes) {
    try {
      System.out.printf(
          "secure: %s: others %s; live %+.1f MiB, resident %d MiB%n",
          attack, fared, bytes / (double) MIB, running.sidecar.residentBytes() / MIB);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }
}
