package io.outrigger.redis.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.outrigger.redis.server.SettingsOf;
import io.outrigger.spi.Call;
import io.outrigger.spi.Turn;
import io.outrigger.testkit.Outcome;
import io.outrigger.testkit.TestContext;
import io.outrigger.testkit.redis.RedisServer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import redis.clients.jedis.CommandArguments;
import redis.clients.jedis.Protocol.Command;

/** What an event loop sees of a batch. */
final class BatchingTest {

  /** A loop that a test turns by hand. */
  private static final class HandTurned implements Turn {

    final Queue<Runnable> ends = new ConcurrentLinkedQueue<>();
    final LinkedBlockingQueue<Runnable> tasks = new LinkedBlockingQueue<>();

    @Override
    public void atEnd(Runnable action) {
      ends.add(action);
    }

    @Override
    public Executor executor() {
      return tasks::add;
    }
  }

  private final HandTurned loop = new HandTurned();
  private final Executor executor = loop.executor();
  private final TestContext context =
      new TestContext(
          new Turn() {
            @Override
            public void atEnd(Runnable action) {
              loop.atEnd(action);
            }

            @Override
            public Executor executor() {
              return executor;
            }
          },
          8);
  private RedisServer server;
  private RedisClient client;

  @BeforeEach
  void start() {
    server = RedisServer.start();
    client = new RedisClient(SettingsOf.server(server), context);
    Outcome.done(() -> client.start(call()));
  }

  @AfterEach
  void close() {
    Outcome.done(client::close);
    server.close();
    context.close();
  }

  @Test
  void nothing_is_sent_before_the_turn_ends() {
    send(3);

    assertThat(server.run(Command.EXISTS, "key")).isEqualTo(0L);
  }

  @Test
  void many_are_sent_while_the_turn_lasts() {
    var answers = send(12);

    await().until(() -> !loop.tasks.isEmpty());
    loop.tasks.forEach(Runnable::run);
    assertThat(answers).allMatch(answer -> answer.toCompletableFuture().isDone());
  }

  @Test
  void what_comes_after_many_is_sent_at_the_end_of_the_turn() throws InterruptedException {
    var answers = new ArrayList<>(send(12));
    var _ = loop.tasks.poll(10, TimeUnit.SECONDS);
    answers.addAll(send(3));
    loop.ends.remove().run();
    loop.tasks.take().run();

    assertThat(answers.subList(12, 15)).allMatch(answer -> answer.toCompletableFuture().isDone());
  }

  @Test
  void a_turn_ends_once_for_all_its_commands() {
    send(100);

    assertThat(loop.ends).hasSize(1);
  }

  @Test
  void the_commands_of_a_turn_come_back_with_one_task() throws InterruptedException {
    var answers = send(11);
    loop.ends.remove().run();
    var task = loop.tasks.poll(10, TimeUnit.SECONDS);

    assertThat(answers).noneMatch(answer -> answer.toCompletableFuture().isDone());
    task.run();
    assertThat(answers).allMatch(answer -> answer.toCompletableFuture().isDone());
    assertThat(loop.tasks).isEmpty();
  }

  @Test
  void the_next_turn_ends_anew() {
    send(1);
    loop.ends.remove().run();
    send(1);

    assertThat(loop.ends).hasSize(1);
  }

  private List<CompletionStage<Long>> send(int count) {
    var answers = new ArrayList<CompletionStage<Long>>();
    var key = "key".getBytes(StandardCharsets.UTF_8);
    for (int i = 0; i < count; i++) {
      var command = new CommandArguments(Command.INCR).add(key);
      answers.add(
          client.send(call(), Request.of(key, List.of(command), replies -> replies.number(0))));
    }
    return answers;
  }

  private static Call call() {
    return Call.within(Duration.ofSeconds(20));
  }
}
