package io.outrigger.spi.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.outrigger.spi.Call;
import io.outrigger.spi.ComponentException;
import io.outrigger.spi.ErrorCode;
import io.outrigger.spi.Health;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class EndpointFileStoreTest {

  private static final String MISSING =
      "metadata: endpoint is missing (expected one of: a:9000, b:9000)";

  private final Fake a = new Fake();
  private final Fake b = new Fake();
  private final FileStore one = store(Map.of("a:9000", a));
  private final FileStore both = store(inOrder());

  /** Each operation, for a file or a prefix of the name "x". */
  enum Operation {
    OPEN {
      @Override
      void run(FileStore store, FileRequest file) throws IOException {
        store.open(call(), new ReadRequest(file, new ByteRange(2, 3))).close();
      }
    },
    PUT {
      @Override
      void run(FileStore store, FileRequest file) throws IOException {
        store.put(call(), file, InputStream.nullInputStream());
      }
    },
    LIST {
      @Override
      void run(FileStore store, FileRequest file) {
        store.list(call(), new ListRequest(file, 7, "m")).toCompletableFuture().join();
      }
    },
    DELETE {
      @Override
      void run(FileStore store, FileRequest file) {
        store.delete(call(), file).toCompletableFuture().join();
      }
    },
    STAT {
      @Override
      void run(FileStore store, FileRequest file) {
        store.stat(call(), file).toCompletableFuture().join();
      }
    };

    abstract void run(FileStore store, FileRequest file) throws IOException;

    private static Call call() {
      return Call.within(Duration.ofSeconds(10));
    }
  }

  @ParameterizedTest
  @EnumSource
  void a_request_goes_to_the_endpoint_that_it_names(Operation operation) throws IOException {
    operation.run(both, request(Map.of("endpoint", "b:9000", "ACL", "private")));

    assertThat(a.requests).isEmpty();
    assertThat(b.requests).containsExactly(request(Map.of("ACL", "private")));
  }

  @Test
  void the_rest_of_a_request_is_handed_on() throws IOException {
    Operation.OPEN.run(both, request(Map.of("endpoint", "a:9000")));
    Operation.LIST.run(both, request(Map.of("endpoint", "a:9000")));

    assertThat(a.rest)
        .containsExactly(
            new ReadRequest(FileRequest.of("x"), new ByteRange(2, 3)),
            new ListRequest(FileRequest.of("x"), 7, "m"));
  }

  @ParameterizedTest
  @EnumSource
  void an_endpoint_that_is_not_configured_is_refused(Operation operation) {
    assertThatThrownBy(() -> operation.run(both, request(Map.of("endpoint", "c"))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("metadata: endpoint \"c\" is unknown (expected one of: a:9000, b:9000)");
    assertThat(a.requests).isEmpty();
    assertThat(b.requests).isEmpty();
  }

  @ParameterizedTest
  @EnumSource
  void of_several_endpoints_one_must_be_named(Operation operation) {
    assertThatThrownBy(() -> operation.run(both, request(Map.of())))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(MISSING);
  }

  @Test
  void an_empty_endpoint_is_none() throws IOException {
    assertThatThrownBy(() -> Operation.STAT.run(both, request(Map.of("endpoint", ""))))
        .hasMessage(MISSING);

    Operation.STAT.run(one, request(Map.of("endpoint", "")));

    assertThat(a.requests).containsExactly(FileRequest.of("x"));
  }

  @Test
  void the_only_endpoint_need_not_be_named() throws IOException {
    Operation.STAT.run(one, request(Map.of("endpoint", "a:9000")));
    Operation.STAT.run(one, request(Map.of("ACL", "private")));

    assertThat(a.requests).containsExactly(FileRequest.of("x"), request(Map.of("ACL", "private")));
  }

  @Test
  void another_endpoint_than_the_only_one_is_refused() {
    assertThatThrownBy(() -> Operation.PUT.run(one, request(Map.of("endpoint", "b:9000"))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("metadata: endpoint \"b:9000\" is unknown (expected one of: a:9000)");
  }

  @Test
  void all_are_started_and_the_start_ends_with_the_last() {
    b.starting = new CompletableFuture<>();
    var start = both.start().toCompletableFuture();

    assertThat(start).isNotDone();
    b.starting.complete(null);

    assertThat(start).isCompleted();
    assertThat(a.events).containsExactly("start");
    assertThat(b.events).containsExactly("start");
  }

  @Test
  void a_start_that_fails_names_the_endpoint_and_keeps_the_code() {
    b.starting = failed(new ComponentException(ErrorCode.PERMISSION_DENIED, "wrong key"));

    assertThat(failure(both.start()))
        .isInstanceOf(ComponentException.class)
        .hasMessage("endpoint \"b:9000\": wrong key")
        .extracting(failure -> ((ComponentException) failure).code())
        .isEqualTo(ErrorCode.PERMISSION_DENIED);
  }

  @Test
  void a_start_waits_for_all_before_it_fails() {
    a.starting = failed(new IOException("refused"));
    b.starting = new CompletableFuture<>();
    var start = both.start().toCompletableFuture();

    assertThat(start).isNotDone();
    b.starting.completeExceptionally(new IllegalStateException());

    assertThat(failure(start))
        .hasMessage("endpoint \"a:9000\": refused; endpoint \"b:9000\": IllegalStateException")
        .hasCauseInstanceOf(IOException.class);
  }

  @Test
  void what_has_started_is_not_started_again_for_the_sake_of_another() {
    b.starting = failed(new IOException("refused"));
    var _ = failure(both.start());
    b.starting = done();

    assertThat(both.start().toCompletableFuture()).isCompleted();
    assertThat(a.events).containsExactly("start");
    assertThat(b.events).containsExactly("start", "start");
  }

  @Test
  void a_store_that_throws_keeps_no_other_from_its_step() {
    a.throwing = true;

    assertThat(failure(both.start())).hasMessage("endpoint \"a:9000\": thrown");
    assertThat(b.events).containsExactly("start");
  }

  @Test
  void it_is_up_when_all_are() {
    assertThat(both.health().toCompletableFuture()).isCompletedWithValue(Health.up());
  }

  @Test
  void one_that_is_down_is_named() {
    b.health = CompletableFuture.completedFuture(Health.down("no bucket"));

    assertThat(both.health().toCompletableFuture())
        .isCompletedWithValue(Health.down("endpoint \"b:9000\": no bucket"));
  }

  @Test
  void all_that_are_down_are_named_be_it_by_a_failure() {
    a.health = CompletableFuture.completedFuture(Health.down("no bucket"));
    b.health = failed(new IOException("refused"));

    assertThat(both.health().toCompletableFuture())
        .isCompletedWithValue(
            Health.down("endpoint \"a:9000\": no bucket; endpoint \"b:9000\": refused"));
  }

  @Test
  void the_only_one_speaks_for_itself() {
    a.health = CompletableFuture.completedFuture(Health.down("no bucket"));
    a.starting = failed(new IOException("refused"));

    assertThat(one.health().toCompletableFuture()).isCompletedWithValue(Health.down("no bucket"));
    assertThat(failure(one.start())).hasMessage("refused");
  }

  @Test
  void all_are_closed_also_when_one_fails() {
    a.closing = failed(new IOException("reset"));

    assertThat(failure(both.close())).hasMessage("endpoint \"a:9000\": reset");
    assertThat(a.events).containsExactly("close");
    assertThat(b.events).containsExactly("close");
  }

  @Test
  void its_backends_are_those_of_its_stores_each_once() {
    a.peer = "a:9000";
    b.peer = "a:9000";
    assertThat(both.peer()).isEqualTo("a:9000");

    b.peer = "b:9000";
    assertThat(both.peer()).isEqualTo("a:9000,b:9000");

    a.peer = "";
    assertThat(both.peer()).isEqualTo("b:9000");
  }

  @Test
  void it_may_be_closed_twice() {
    both.close().toCompletableFuture().join();

    assertThat(both.close().toCompletableFuture()).isCompleted();
  }

  private static FileStore store(Map<String, FileStore> stores) {
    return FileStore.KIND.combination().orElseThrow().combined().apply(stores);
  }

  private Map<String, FileStore> inOrder() {
    var stores = new LinkedHashMap<String, FileStore>();
    stores.put("a:9000", a);
    stores.put("b:9000", b);
    return stores;
  }

  private static FileRequest request(Map<String, String> metadata) {
    return new FileRequest("x", metadata);
  }

  private static CompletableFuture<Void> done() {
    return CompletableFuture.completedFuture(null);
  }

  private static <T> CompletableFuture<T> failed(Exception failure) {
    return CompletableFuture.failedFuture(failure);
  }

  private static Throwable failure(CompletionStage<?> stage) {
    return stage.toCompletableFuture().exceptionNow();
  }

  /** Notes what it is asked, and answers what the test says. */
  private static final class Fake implements FileStore {

    private final List<FileRequest> requests = new ArrayList<>();
    private final List<Object> rest = new ArrayList<>();
    private final List<String> events = new ArrayList<>();
    private boolean throwing;
    private String peer = "";
    private CompletableFuture<Void> starting = done();
    private CompletableFuture<Health> health = CompletableFuture.completedFuture(Health.up());
    private CompletableFuture<Void> closing = done();

    @Override
    public CompletionStage<Void> start() {
      events.add("start");
      if (throwing) {
        throw new IllegalStateException("thrown");
      }
      return starting;
    }

    @Override
    public String peer() {
      return peer;
    }

    @Override
    public CompletionStage<Health> health() {
      return health;
    }

    @Override
    public CompletionStage<Void> close() {
      events.add("close");
      return closing;
    }

    @Override
    public InputStream open(Call call, ReadRequest request) {
      requests.add(request.file());
      rest.add(request);
      return InputStream.nullInputStream();
    }

    @Override
    public void put(Call call, FileRequest request, InputStream content) {
      requests.add(request);
    }

    @Override
    public CompletionStage<FilePage> list(Call call, ListRequest request) {
      requests.add(request.prefix());
      rest.add(request);
      return CompletableFuture.completedFuture(new FilePage(List.of(), ""));
    }

    @Override
    public CompletionStage<Void> delete(Call call, FileRequest request) {
      requests.add(request);
      return done();
    }

    @Override
    public CompletionStage<FileFacts> stat(Call call, FileRequest request) {
      requests.add(request);
      return CompletableFuture.completedFuture(
          new FileFacts(request.name(), 0, Instant.EPOCH, Map.of()));
    }
  }
}
