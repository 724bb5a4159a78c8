package io.outrigger.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.outrigger.client.AsyncOutriggerClient;
import io.outrigger.client.Codec;
import io.outrigger.client.ErrorCode;
import io.outrigger.client.FileInfo;
import io.outrigger.client.FileOptions;
import io.outrigger.client.Lock;
import io.outrigger.client.OutriggerException;
import io.outrigger.client.StateEntry;
import io.outrigger.client.WriteOptions;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.SubmissionPublisher;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.ValueSource;

/** The stages and publishers over TCP and over a Unix socket. */
@ParameterizedClass
@ValueSource(ints = {0, 1})
final class AsyncClientIT {

  private static Clients clients;

  private final int address;
  private final AsyncOutriggerClient client;
  private final String own;

  AsyncClientIT(int address) {
    this.address = address;
    client = clients.get(address).async();
    own = "async" + address + "-";
  }

  @BeforeAll
  static void start() {
    clients = new Clients();
  }

  @AfterAll
  static void stop() {
    clients.close();
  }

  @Test
  void stages_of_state_follow_each_other() throws Exception {
    var store = client.state("state", Codec.string());

    var read =
        store
            .save(own + "k", "v")
            .thenCompose(done -> store.get(own + "k"))
            .thenApply(entry -> entry.map(StateEntry::value));
    assertThat(get(read)).contains("v");
    get(store.saveAll(Map.of(own + "a", "1"), WriteOptions.DEFAULT));
    assertThat(get(store.getAll(List.of(own + "a")))).containsOnlyKeys(own + "a");
    get(store.delete(own + "k"));
    get(store.deleteAll(List.of(own + "a")));
    assertThat(get(store.get(own + "k"))).isEmpty();
    get(store.transaction().save(own + "t", "v").commitAsync());
    assertThat(get(store.get(own + "t"))).isPresent();
  }

  @Test
  void a_stage_fails_with_the_exception_itself() {
    var stage = client.state("nowhere").get("k").toCompletableFuture();

    assertThatThrownBy(() -> stage.get(10, TimeUnit.SECONDS))
        .isInstanceOf(ExecutionException.class)
        .cause()
        .isInstanceOfSatisfying(
            OutriggerException.class,
            e -> assertThat(e.code()).isEqualTo(ErrorCode.INVALID_ARGUMENT));
  }

  @Test
  void a_blocking_call_on_the_connections_thread_is_refused_rather_than_stuck() {
    // A stage that is done before its callback is given runs that here, where it may wait.
    var refusal = await().until(this::failureOfBlockingInCallback, Optional::isPresent);

    assertThat(refusal.orElseThrow())
        .hasRootCauseInstanceOf(IllegalStateException.class)
        .hasStackTraceContaining("use client.async()");
  }

  private Optional<Throwable> failureOfBlockingInCallback() {
    return client
        .state("state")
        .get(own + "x")
        .thenApply(entry -> clients.get(address).state("state").get(own + "y"))
        .toCompletableFuture()
        .handle((entry, failure) -> Optional.ofNullable(failure))
        .join();
  }

  @Test
  void locks_ids_secrets_and_greetings_come_as_stages() throws Exception {
    Lock lock = get(client.locks("locks").tryLock(own + "lock")).orElseThrow();
    assertThat(get(client.locks("locks").tryLock(own + "lock"))).isEmpty();
    assertThat(get(lock.release())).isTrue();
    assertThat(get(lock.release())).isFalse();
    assertThat(get(client.locks("locks").lock(own + "lock", Duration.ofSeconds(5))).isHeld())
        .isTrue();
    assertThat(get(client.sequencer("ids").next(own + "k"))).isEqualTo(1L);
    assertThat(get(client.sequencer("ids").nextStrong(own + "k"))).isGreaterThan(1L);
    assertThat(get(client.secrets("secrets").getAll())).isEmpty();
    assertThat(get(client.hello("hello").say(""))).isEqualTo("hello");
  }

  @Test
  void ids_are_drawn_as_they_are_asked_for() throws Exception {
    var ids = new Collector<Long>(3);
    client.sequencer("ids").ids(own + "flow").subscribe(ids);

    await().until(() -> ids.items().size() == 3);
    ids.request(2);
    await().until(() -> ids.items().size() == 5);
    ids.cancel();
    assertThat(ids.items()).containsExactly(1L, 2L, 3L, 4L, 5L);
    assertThat(get(client.sequencer("ids").next(own + "flow"))).isLessThanOrEqualTo(7L);
  }

  @Test
  void files_are_published_and_listed() throws Exception {
    var files = client.files("files");
    var content = new byte[1_000_000];
    new Random(1).nextBytes(content);
    var publisher = new SubmissionPublisher<ByteBuffer>();
    var put = files.put(own + "/f", publisher, FileOptions.DEFAULT);
    for (var i = 0; i < 10; i++) {
      var unused = publisher.submit(ByteBuffer.wrap(content, i * 100_000, 100_000));
    }
    publisher.close();
    get(put);
    var read = new Collector<ByteBuffer>(Long.MAX_VALUE);
    files.get(own + "/f", FileOptions.DEFAULT).subscribe(read);
    var all = new ByteArrayOutputStream();
    for (var piece : get(read.done())) {
      var bytes = new byte[piece.remaining()];
      piece.get(bytes);
      all.writeBytes(bytes);
    }
    assertThat(all.toByteArray()).isEqualTo(content);

    var list = new Collector<FileInfo>(1);
    files.list(own + "/").subscribe(list);
    assertThat(get(list.done())).extracting(FileInfo::name).containsExactly(own + "/f");
    assertThat(get(files.stat(own + "/f")).sizeBytes()).isEqualTo(1_000_000);
    get(files.delete(own + "/f"));
    var missing = new Collector<ByteBuffer>(1);
    files.get(own + "/f", FileOptions.DEFAULT).subscribe(missing);
    assertThat(missing.done()).failsWithin(Duration.ofSeconds(10));
  }

  @Test
  void a_publisher_that_fails_leaves_no_file() {
    try (var publisher = new SubmissionPublisher<ByteBuffer>()) {
      var put = client.files("files").put(own + "/bad", publisher, FileOptions.DEFAULT);
      var unused = publisher.submit(ByteBuffer.allocate(1000));
      publisher.closeExceptionally(new IllegalStateException("no more"));

      assertThat(put.toCompletableFuture())
          .failsWithin(Duration.ofSeconds(10))
          .withThrowableThat()
          .havingRootCause()
          .withMessage("no more");
    }
    assertThat(client.files("files").stat(own + "/bad").toCompletableFuture())
        .failsWithin(Duration.ofSeconds(10));
  }

  @Test
  void a_cancelled_stage_cancels_its_call() {
    var waiting =
        client.locks("locks").lock(own + "cancelled", Duration.ofSeconds(60)).toCompletableFuture();
    var unused = waiting.handle((lock, failure) -> lock == null ? "" : lock.release());
    waiting.cancel(true);

    await()
        .until(() -> {
          var lock = get(client.locks("locks").tryLock(own + "cancelled"));
          lock.ifPresent(Lock::close);
          return lock.isPresent();
        });
  }

  private static <T> T get(CompletionStage<T> stage) throws Exception {
    return stage.toCompletableFuture().get(20, TimeUnit.SECONDS);
  }
}
