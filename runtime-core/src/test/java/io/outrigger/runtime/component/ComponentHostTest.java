package io.outrigger.runtime.component;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.outrigger.runtime.config.ConfigException;
import io.outrigger.runtime.config.ConfigReader;
import io.outrigger.runtime.config.Environment;
import io.outrigger.runtime.config.RuntimeConfig;
import io.outrigger.runtime.fake.FakeStateStore;
import io.outrigger.runtime.fake.Fakes;
import io.outrigger.spi.ComponentDescriptor;
import io.outrigger.spi.ErrorCode;
import io.outrigger.spi.Kind.NoSettings;
import io.outrigger.spi.state.GetRequest;
import io.outrigger.spi.state.StateStore;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class ComponentHostTest {

  private static final String ONE = "{\"components\": {\"state\": {\"s\": {\"type\": \"fake\"}}}}";

  /** The states of a thread that has gone as far as it can. */
  private static final Set<Thread.State> STILL =
      Set.of(Thread.State.WAITING, Thread.State.TERMINATED);

  private final Deadlines deadlines = new Deadlines();
  private final FakeStateStore store = new FakeStateStore();

  @AfterEach
  void close() {
    deadlines.close();
  }

  @Test
  void a_started_instance_answers() {
    var host = host(Fakes.config(store, ONE));

    host.start().toCompletableFuture().join();

    assertThat(host.down()).isEmpty();
    var found = component(host).get(Fakes.call(), GetRequest.of("k"));
    assertThat(found.toCompletableFuture()).isCompleted();
  }

  @Test
  void an_instance_that_does_not_start_is_named_and_tried_again_until_it_does() {
    store.starting = CompletableFuture.failedFuture(new IOException("connection refused"));
    var host = host(Fakes.config(store, ONE));

    host.start().toCompletableFuture().join();

    assertThat(host.down()).containsExactly(new DownInstance("state", "s", "connection refused"));
    var refused = component(host).get(Fakes.call(), GetRequest.of("k")).toCompletableFuture();
    assertThat(Failures.translate(refused.exceptionNow()).code()).isEqualTo(ErrorCode.UNAVAILABLE);
    assertThat(refused.exceptionNow()).hasMessageContaining("connection refused");

    store.starting = CompletableFuture.completedFuture(null);

    await().until(() -> host.down().isEmpty());
    assertThat(component(host).get(Fakes.call(), GetRequest.of("k")).toCompletableFuture())
        .isCompleted();
  }

  @Test
  void a_change_is_told_to_the_listener() {
    store.starting = CompletableFuture.failedFuture(new IOException("no"));
    var host = host(Fakes.config(store, ONE));
    var told = new CopyOnWriteArrayList<Integer>();
    host.onChange(down -> told.add(down.size()));

    host.start().toCompletableFuture().join();
    store.starting = CompletableFuture.completedFuture(null);

    await().untilAsserted(() -> assertThat(told).contains(1).endsWith(0));
  }

  @Test
  void a_listener_is_told_at_once_how_things_are() {
    var host = host(Fakes.config(store, ONE));
    host.start().toCompletableFuture().join();
    var told = new ArrayList<List<DownInstance>>();

    host.onChange(told::add);

    assertThat(told).containsExactly(List.of());
  }

  @Test
  void what_a_listener_is_told_last_is_how_things_are() throws InterruptedException {
    var first = new CompletableFuture<Void>();
    var second = new CompletableFuture<Void>();
    var host = host(ScriptedStore.config(Map.of("a", startedBy(first), "b", startedBy(second))));
    var told = new CopyOnWriteArrayList<Integer>();
    var goOn = new CountDownLatch(1);
    host.onChange(down -> {
      if (down.size() == 1) {
        awaitUninterruptibly(goOn);
      }
      told.add(down.size());
    });
    var started = host.start().toCompletableFuture();
    await().until(() -> first.getNumberOfDependents() + second.getNumberOfDependents() == 2);

    var slow = Thread.ofPlatform().start(() -> first.complete(null));
    await().until(() -> slow.getState() == Thread.State.WAITING);
    var fast = Thread.ofPlatform().start(() -> second.complete(null));
    await().until(() -> STILL.contains(fast.getState()) && host.down().isEmpty());
    goOn.countDown();

    slow.join();
    fast.join();
    started.join();
    assertThat(told).endsWith(0);
  }

  @Test
  void an_instance_that_must_start_ends_the_start() {
    store.starting = CompletableFuture.failedFuture(new IOException("connection refused"));
    var json =
        "{\"components\": {\"state\": {\"s\": {\"type\": \"fake\", \"on_start_failure\":"
            + " \"exit\"}}}}";
    var host = host(Fakes.config(store, json));

    assertThatThrownBy(() -> host.start().toCompletableFuture().join())
        .hasCauseInstanceOf(StartFailedException.class)
        .hasMessageContaining("state \"s\" did not start: connection refused");
  }

  @Test
  void a_start_that_hangs_ends_with_its_time_limit() {
    store.starting = new CompletableFuture<>();
    var json =
        "{\"app\": {\"start_timeout\": \"100ms\"}, \"components\": {\"state\": {\"s\": {\"type\":"
            + " \"fake\"}}}}";
    var host = host(Fakes.config(store, json));

    host.start().toCompletableFuture().join();

    assertThat(host.down())
        .singleElement()
        .extracting(DownInstance::reason)
        .asString()
        .contains("100 ms");
  }

  @Test
  void closing_goes_in_reverse_and_calls_are_refused_afterwards() {
    var order = new CopyOnWriteArrayList<String>();
    var json =
        "{\"components\": {\"state\": {\"a\": {\"type\": \"noting\"}, \"b\": {\"type\":"
            + " \"noting\"}}}}";
    var host = host(read(json, noting(order)));
    host.start().toCompletableFuture().join();

    host.close().toCompletableFuture().join();

    assertThat(order).containsExactly("b", "a");
    var refused = component(host).get(Fakes.call(), GetRequest.of("k")).toCompletableFuture();
    assertThat(refused.exceptionNow()).hasMessageContaining("stopping");
  }

  @Test
  void settings_that_contradict_each_other_are_problems_of_the_config() {
    var descriptor =
        ComponentDescriptor.of(
            StateStore.KIND,
            "picky",
            NoSettings.class,
            (settings, context) -> {
              throw new IllegalArgumentException("server and host exclude each other");
            });
    var json =
        "{\"components\": {\"state\": {\"a\": {\"type\": \"picky\"}, \"b\": {\"type\":"
            + " \"picky\"}}}}";
    var config = read(json, descriptor);

    assertThatThrownBy(() -> host(config))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("2 problems")
        .hasMessageContaining("/components/state/b")
        .hasMessageContaining("exclude each other");
  }

  private static ScriptedStore startedBy(CompletableFuture<Void> starting) {
    var store = new ScriptedStore();
    store.onStart = () -> starting;
    return store;
  }

  private static void awaitUninterruptibly(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private ComponentHost host(RuntimeConfig config) {
    return new ComponentHost("test.json", config, Fakes.services(deadlines));
  }

  private static StateStore component(ComponentHost host) {
    return host.registry().of(StateStore.KIND).getFirst().instance().orElseThrow().component();
  }

  private static RuntimeConfig read(String json, ComponentDescriptor<?, ?> descriptor) {
    return new ConfigReader(
            ComponentCatalog.of(List.of(() -> List.of(descriptor))), Environment.of(Map.of()))
        .read("test.json", json.getBytes(StandardCharsets.UTF_8));
  }

  private static ComponentDescriptor<?, ?> noting(List<String> order) {
    return ComponentDescriptor.of(
        StateStore.KIND,
        "noting",
        NoSettings.class,
        (settings, context) -> new NotingStore(context.name(), order));
  }
}
