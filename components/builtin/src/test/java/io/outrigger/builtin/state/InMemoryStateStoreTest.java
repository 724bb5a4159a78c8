package io.outrigger.builtin.state;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.outrigger.spi.Bytes;
import io.outrigger.spi.Call;
import io.outrigger.spi.state.DeleteRequest;
import io.outrigger.spi.state.GetRequest;
import io.outrigger.spi.state.SetRequest;
import io.outrigger.spi.state.StateValue;
import io.outrigger.testkit.Outcome;
import io.outrigger.testkit.Parallel;
import io.outrigger.testkit.TestContext;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the conformance suite does not ask: expiry to the millisecond, memory, atomicity. */
final class InMemoryStateStoreTest {

  private static final Call CALL = Call.within(Duration.ofMinutes(1));
  private static final Duration TTL = Duration.ofSeconds(10);

  private final TestContext context = new TestContext();
  private final InMemoryStateStore store =
      new InMemoryStateStore(new InMemoryStateSettings(Optional.empty()), context);

  @BeforeEach
  void start() {
    Outcome.done(store::start);
  }

  @Test
  void a_value_is_there_until_its_last_millisecond() {
    set("key", "value", TTL);
    context.clock().advance(TTL.minusMillis(1));

    assertThat(get("key").isAbsent()).isFalse();
  }

  @Test
  void a_value_is_gone_at_its_expiry() {
    set("key", "value", TTL);
    context.clock().advance(TTL);

    assertThat(get("key").isAbsent()).isTrue();
  }

  @Test
  void a_ttl_is_rounded_up_to_milliseconds() {
    set("key", "value", Duration.ofNanos(1));

    assertThat(get("key").isAbsent()).isFalse();
  }

  @Test
  void a_ttl_below_zero_is_none() {
    set("key", "value", Duration.ofSeconds(-1));

    assertThat(get("key").metadata()).isEmpty();
  }

  @Test
  void a_ttl_beyond_all_calendars_ends_with_the_year_9999() {
    set("key", "value", Duration.ofSeconds(Long.MAX_VALUE));

    assertThat(get("key").metadata())
        .containsEntry(StateValue.TTL_EXPIRE_TIME, "9999-12-31T23:59:59Z");
  }

  @Test
  void the_expiry_that_a_read_tells_is_exact() {
    set("key", "value", TTL);

    assertThat(get("key").metadata())
        .containsEntry(StateValue.TTL_EXPIRE_TIME, context.clock().instant().plus(TTL).toString());
  }

  @Test
  void an_expired_entry_stays_in_memory_until_the_sweep() {
    set("key", "value", TTL);
    context.clock().advance(TTL);

    assertThat(context.meters().level("entries")).isEqualTo(1);
  }

  @Test
  void a_sweep_frees_what_has_expired() {
    set("key", "value", TTL);
    context.clock().advance(TTL);
    context.runPeriodicTasks();

    assertThat(context.meters().level("entries")).isZero();
  }

  @Test
  void a_sweep_frees_a_portion_and_the_next_goes_on() {
    setMany(5000, TTL);
    context.clock().advance(TTL);

    assertThat(Stream.generate(this::entriesAfterSweep).limit(3)).containsExactly(3000, 1000, 0);
  }

  @Test
  void expired_entries_grow_fewer_with_each_write_of_one_that_expires() {
    setMany(1000, TTL);
    context.clock().advance(TTL);
    setMany(100, TTL);

    assertThat(context.meters().level("entries")).isEqualTo(1000 - 100);
  }

  @Test
  void a_sweep_leaves_what_has_not_expired() {
    set("soon", "value", TTL);
    set("later", "value", TTL.plusMillis(1));
    set("never", "value");
    context.clock().advance(TTL);
    context.runPeriodicTasks();

    assertThat(context.meters().level("entries")).isEqualTo(2);
  }

  @Test
  void a_sweep_leaves_a_value_that_has_been_written_anew() {
    set("key", "old", TTL);
    context.clock().advance(TTL);
    set("key", "new");
    context.runPeriodicTasks();

    assertThat(get("key").data().toUtf8()).isEqualTo("new");
  }

  @Test
  void the_end_frees_all_memory() {
    set("key", "value");
    set("expiring", "value", TTL);
    Outcome.done(store::close);

    assertThat(context.meters().level("memory")).isZero();
  }

  @Test
  void the_end_forgets_every_value() {
    set("key", "value");
    Outcome.done(store::close);

    assertThat(get("key").isAbsent()).isTrue();
  }

  @Test
  void no_two_values_have_one_etag() {
    var etags =
        IntStream.range(0, 100)
            .mapToObj(i -> "key" + i % 10)
            .map(key -> {
              set(key, "value");
              return get(key).etag();
            });

    assertThat(etags).doesNotHaveDuplicates();
  }

  @Test
  void a_value_in_a_larger_array_does_not_keep_the_array() {
    var part = Bytes.wrap(new byte[1000], 10, 5);
    Outcome.done(() -> store.set(CALL, SetRequest.of("key", part)));

    assertThat(get("key").data().unsafeArray()).hasSize(5);
  }

  @Test
  void a_value_in_an_array_of_its_own_is_not_copied() {
    var array = new byte[5];
    Outcome.done(() -> store.set(CALL, SetRequest.of("key", Bytes.wrap(array))));

    assertThat(get("key").data().unsafeArray()).isSameAs(array);
  }

  @Test
  void a_read_allocates_nothing() {
    set("key", "value", TTL);
    long before = allocatedBytes();
    readTenThousandTimes(GetRequest.of("key"));

    assertThat(allocatedBytes() - before).isLessThan(10_000);
  }

  private void readTenThousandTimes(GetRequest request) {
    for (int i = 0; i < 10_000; i++) {
      store.get(CALL, request);
    }
  }

  private static long allocatedBytes() {
    return ((ThreadMXBean) ManagementFactory.getThreadMXBean()).getCurrentThreadAllocatedBytes();
  }

  @Test
  void a_read_of_many_sees_a_transaction_whole() {
    transact("0");
    var seen = Parallel.run(2, thread -> thread == 0 ? this::writeManyTimes : this::readManyTimes);

    assertThat(seen.get(1)).allSatisfy(texts -> assertThat(texts).containsOnly(texts.getFirst()));
  }

  /** Writes one text after the other to three keys. */
  private List<List<String>> writeManyTimes() {
    IntStream.range(0, 50_000).forEach(i -> transact(String.valueOf(i)));
    return List.of();
  }

  /** The texts that the three keys have at one time or another. */
  private List<List<String>> readManyTimes() {
    var requests = Stream.of("a", "b", "c").map(GetRequest::of).toList();
    return IntStream.range(0, 50_000)
        .mapToObj(i -> Outcome.valueOf(() -> store.getAll(CALL, requests)))
        .map(results -> results.stream().map(each -> each.value().data().toUtf8()).toList())
        .distinct()
        .toList();
  }

  private void transact(String text) {
    var value = Bytes.utf8(text);
    Outcome.done(() ->
        store.transact(
            CALL,
            List.of(
                SetRequest.of("a", value),
                DeleteRequest.of("b"),
                SetRequest.of("b", value),
                SetRequest.of("c", value))));
  }

  private int entriesAfterSweep() {
    context.runPeriodicTasks();
    return (int) context.meters().level("entries");
  }

  /** Writes to keys that no other call has named. */
  private void setMany(int count, Duration ttl) {
    var start = context.clock().millis();
    IntStream.range(0, count).forEach(i -> set(start + "-" + i, "value", ttl));
  }

  private void set(String key, String text) {
    set(key, text, Duration.ZERO);
  }

  private void set(String key, String text, Duration ttl) {
    var request = SetRequest.of(key, Bytes.utf8(text)).withTtl(ttl);
    Outcome.done(() -> store.set(CALL, request));
  }

  private StateValue get(String key) {
    return Outcome.valueOf(() -> store.get(CALL, GetRequest.of(key)));
  }
}
