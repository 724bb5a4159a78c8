package io.outrigger.redis.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.outrigger.redis.server.SettingsOf;
import io.outrigger.spi.Call;
import io.outrigger.spi.DataSize;
import io.outrigger.spi.ErrorCode;
import io.outrigger.testkit.Outcome;
import io.outrigger.testkit.Parallel;
import io.outrigger.testkit.TestCall;
import io.outrigger.testkit.TestContext;
import io.outrigger.testkit.redis.Proxy;
import io.outrigger.testkit.redis.RedisServer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import redis.clients.jedis.CommandArguments;
import redis.clients.jedis.Protocol.Command;

final class RedisClientTest {

  private static final Duration LIMIT = Duration.ofSeconds(20);

  private final TestContext context = new TestContext();
  private final List<RedisClient> clients = new ArrayList<>();
  private RedisServer server;

  @BeforeEach
  void startServer() {
    server = RedisServer.start();
  }

  @AfterEach
  void closeAll() {
    clients.forEach(client -> Outcome.done(client::close));
    server.close();
    context.close();
  }

  @Test
  void a_command_is_answered() {
    assertThat(Outcome.valueOf(() -> client().send(call(), increment("key")))).isEqualTo(1);
  }

  @Test
  void commands_that_are_sent_together_are_all_answered() {
    var client = client();
    var requests = IntStream.range(0, 5000).mapToObj(i -> increment("key")).toList();

    var answers = Outcome.valueOf(() -> RedisClient.all(client.sendAll(call(), requests)));

    assertThat(answers).hasSize(5000).doesNotHaveDuplicates();
  }

  @Test
  void an_error_of_one_command_leaves_the_others() {
    server.run(Command.SET, "text", "no number");
    var client = client();
    var answers =
        client.sendAll(call(), List.of(increment("a"), increment("text"), increment("b")));

    assertThat(Outcome.valueOf(() -> answers.get(0))).isEqualTo(1);
    assertThat(Outcome.codeOf(() -> answers.get(1))).isEqualTo(ErrorCode.INTERNAL);
    assertThat(Outcome.valueOf(() -> answers.get(2))).isEqualTo(1);
  }

  @Test
  void a_call_whose_time_is_up_is_not_sent() {
    var client = client();
    var late = new TestCall(Duration.ZERO);

    assertThat(Outcome.codeOf(() -> client.send(late, increment("key"))))
        .isEqualTo(ErrorCode.TIMEOUT);
    assertThat(count("key")).isZero();
  }

  @Test
  void a_cancelled_call_is_not_sent() {
    var client = client();
    var gone = new TestCall(LIMIT);
    gone.cancel();

    assertThat(Outcome.codeOf(() -> client.send(gone, increment("key"))))
        .isEqualTo(ErrorCode.CANCELLED);
    assertThat(count("key")).isZero();
  }

  @Test
  void what_waits_behind_a_frozen_server_is_dropped_when_its_time_is_up() {
    var settings = SettingsOf.host(server.host()).with("connections", 1).build();
    var client = client(settings);
    Outcome.valueOf(() -> client.send(call(), increment("first")));
    server.freeze();
    var sent = client.send(call(), increment("first"));
    await().until(() -> queued() == 0);
    var waiting = client.send(Call.within(Duration.ofMillis(100)), increment("second"));
    await().pollDelay(Duration.ofMillis(200)).until(() -> true);
    server.thaw();

    assertThat(Outcome.valueOf(() -> sent)).isEqualTo(2);
    assertThat(Outcome.codeOf(() -> waiting)).isEqualTo(ErrorCode.TIMEOUT);
    assertThat(count("second")).isZero();
  }

  @Test
  void a_full_queue_refuses_more() {
    var settings =
        SettingsOf.host(server.host())
            .with("connections", 1)
            .with("maxQueued", DataSize.ofBytes(2048))
            .build();
    var client = client(settings);
    Outcome.valueOf(() -> client.send(call(), increment("key")));
    server.freeze();
    var first = client.send(call(), increment("key"));
    await().until(() -> queued() == 0);
    var answers =
        client.sendAll(call(), IntStream.range(0, 20).mapToObj(i -> increment("key")).toList());

    assertThat(Outcome.codeOf(() -> answers.getLast())).isEqualTo(ErrorCode.RESOURCE_EXHAUSTED);
    server.thaw();
    assertThat(Outcome.valueOf(() -> first)).isEqualTo(2);
    assertThat(Outcome.valueOf(() -> answers.getFirst())).isEqualTo(3);
  }

  @Test
  void a_value_larger_than_the_queue_is_sent_when_nothing_else_waits() {
    var client =
        client(SettingsOf.host(server.host()).with("maxQueued", DataSize.ofBytes(16)).build());

    assertThat(Outcome.valueOf(() -> client.send(call(), append("key", 1 << 20))))
        .isEqualTo(1 << 20);
  }

  @Test
  void a_command_that_may_run_twice_outlives_a_broken_connection() {
    var client = client();
    Outcome.valueOf(() -> client.send(call(), increment("key").repeatable()));
    killConnections();

    assertThat(Outcome.valueOf(() -> client.send(call(), increment("key").repeatable())))
        .isEqualTo(2);
  }

  @Test
  void a_command_that_may_not_run_twice_and_was_under_way_is_unavailable() {
    var client = client(SettingsOf.host(server.host()).with("connections", 1).build());
    Outcome.valueOf(() -> client.send(call(), increment("key")));
    server.freeze();
    var sent = client.send(call(), increment("key"));
    await().until(() -> queued() == 0);
    server.kill();

    assertThat(Outcome.codeOf(() -> sent)).isEqualTo(ErrorCode.UNAVAILABLE);
  }

  @Test
  void a_server_that_is_down_is_unavailable_at_once() {
    var client = client();
    server.kill();
    Outcome.codeOf(() -> client.send(call(), increment("key")));
    long start = System.nanoTime();

    assertThat(Outcome.codeOf(() -> client.send(call(), increment("key"))))
        .isEqualTo(ErrorCode.UNAVAILABLE);
    assertThat(System.nanoTime() - start).isLessThan(Duration.ofSeconds(1).toNanos());
  }

  @Test
  void a_server_that_comes_back_is_found_again() {
    var client = client();
    server.kill();
    Outcome.codeOf(() -> client.send(call(), increment("key")));
    server.startAgain();

    await()
        .atMost(Duration.ofSeconds(2))
        .until(() -> Outcome.of(() -> client.send(call(), increment("key"))).succeeded());
  }

  @Test
  void a_start_without_server_is_unavailable() {
    server.kill();
    var client = new RedisClient(SettingsOf.server(server), context);
    clients.add(client);

    assertThat(Outcome.codeOf(() -> client.start(call()))).isEqualTo(ErrorCode.UNAVAILABLE);
  }

  @Test
  void callers_who_go_while_connections_are_opened_cost_others_nothing() {
    try (var proxy = Proxy.of(server)) {
      var client = new RedisClient(SettingsOf.host(proxy.host()).build(), context);
      clients.add(client);
      proxy.slow(Duration.ofSeconds(2));
      var gone = new TestCall(LIMIT);
      var abandoned =
          IntStream.range(0, 8).mapToObj(i -> client.confirmed(gone, increment("key"))).toList();
      await().pollDelay(Duration.ofMillis(200)).until(() -> true);
      gone.cancel();
      assertThat(abandoned).noneMatch(each -> Outcome.of(() -> each).succeeded());
      proxy.slow(Duration.ZERO);

      assertThat(Outcome.of(() -> client.confirmed(call(), increment("key"))).succeeded()).isTrue();
    }
  }

  @Test
  void nothing_is_sent_after_the_end() {
    var client = client();
    Outcome.done(client::close);

    assertThat(Outcome.codeOf(() -> client.send(call(), increment("key"))))
        .isEqualTo(ErrorCode.UNAVAILABLE);
  }

  @Test
  void what_is_sent_while_the_end_comes_is_answered_or_refused() {
    for (int round = 0; round < 500; round++) {
      var client = client();
      Outcome.valueOf(() -> client.send(call(), increment("key")));
      var answers =
          Parallel.<List<CompletionStage<?>>>run(
              4, thread -> () -> thread == 0 ? List.of(end(client)) : sendMany(client));

      assertThat(answers.stream().flatMap(List::stream)).allMatch(RedisClientTest::ends);
    }
  }

  private static CompletionStage<?> end(RedisClient client) {
    return client.close();
  }

  private static List<CompletionStage<?>> sendMany(RedisClient client) {
    var answers = new ArrayList<CompletionStage<?>>();
    for (int i = 0; i < 300; i++) {
      answers.add(client.send(call(), increment("key")));
    }
    return answers;
  }

  private static boolean ends(CompletionStage<?> stage) {
    var end = stage.handle((value, failure) -> true).toCompletableFuture();
    return end.completeOnTimeout(false, 5, TimeUnit.SECONDS).join();
  }

  @Test
  void what_was_sent_before_the_end_is_answered() {
    var client = client();
    var requests = IntStream.range(0, 1000).mapToObj(i -> increment("key")).toList();
    var answers = client.sendAll(call(), requests);
    Outcome.done(client::close);

    assertThat(Outcome.valueOf(() -> RedisClient.all(answers))).hasSize(1000);
  }

  @Test
  void the_end_closes_the_connections() {
    var client = client();
    Outcome.valueOf(() -> client.send(call(), increment("key")));
    Outcome.done(client::close);

    await().atMost(Duration.ofSeconds(2)).until(() -> connections() == 1);
  }

  @Test
  void the_end_does_not_wait_for_a_frozen_server() {
    var client = client();
    Outcome.valueOf(() -> client.send(call(), increment("key")));
    server.freeze();
    var sent = client.send(Call.within(LIMIT), increment("key"));
    await().until(() -> queued() == 0);
    Outcome.done(client::close);
    server.thaw();

    assertThat(Outcome.codeOf(() -> sent)).isEqualTo(ErrorCode.UNAVAILABLE);
  }

  @Test
  void the_end_does_not_send_again_what_a_frozen_server_has() {
    var client = client();
    Outcome.valueOf(() -> client.send(call(), increment("key")));
    server.freeze();
    var sent = client.send(Call.within(LIMIT), increment("key").repeatable());
    await().until(() -> queued() == 0);
    long start = System.nanoTime();
    Outcome.done(client::close);
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(4));
    server.thaw();

    assertThat(Outcome.codeOf(() -> sent)).isEqualTo(ErrorCode.UNAVAILABLE);
  }

  private RedisClient client() {
    return client(SettingsOf.server(server));
  }

  private RedisClient client(RedisSettings settings) {
    var client = new RedisClient(settings, context);
    clients.add(client);
    Outcome.done(() -> client.start(call()));
    return client;
  }

  private double queued() {
    return context.meters().level("redis_queued");
  }

  private void killConnections() {
    server.run(Command.CLIENT, "KILL", "TYPE", "normal");
  }

  private long connections() {
    var list = new String((byte[]) server.run(Command.CLIENT, "LIST"), StandardCharsets.UTF_8);
    return list.lines().count();
  }

  private long count(String key) {
    return server.run(Command.GET, key) instanceof byte[] text
        ? Long.parseLong(new String(text, StandardCharsets.UTF_8))
        : 0;
  }

  private static Request<Long> increment(String key) {
    var bytes = key.getBytes(StandardCharsets.UTF_8);
    var command = new CommandArguments(Command.INCR).add(bytes);
    return Request.of(bytes, List.of(command), replies -> replies.number(0));
  }

  private static Request<Long> append(String key, int size) {
    var bytes = key.getBytes(StandardCharsets.UTF_8);
    var command = new CommandArguments(Command.APPEND).add(bytes).add(new byte[size]);
    return Request.of(bytes, List.of(command), replies -> replies.number(0));
  }

  private static Call call() {
    return Call.within(LIMIT);
  }
}
