package io.outrigger.builtin.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.outrigger.spi.Bytes;
import io.outrigger.spi.Call;
import io.outrigger.spi.DataSize;
import io.outrigger.spi.ErrorCode;
import io.outrigger.spi.state.DeleteRequest;
import io.outrigger.spi.state.GetRequest;
import io.outrigger.spi.state.SetRequest;
import io.outrigger.spi.state.StateOperation;
import io.outrigger.spi.state.WriteFailure;
import io.outrigger.testkit.Outcome;
import io.outrigger.testkit.Parallel;
import io.outrigger.testkit.TestContext;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A store bounded by {@code max_bytes} so that two entries of a one-byte key just fit. */
final class InMemoryStateBoundTest {

  private static final Call CALL = Call.within(Duration.ofMinutes(1));
  private static final int VALUE_BYTES = 100;
  private static final int ENTRY_BYTES = 1 + VALUE_BYTES + 256;
  private static final Duration TTL = Duration.ofSeconds(10);

  private final TestContext context = new TestContext();
  private final InMemoryStateStore store =
      new InMemoryStateStore(
          new InMemoryStateSettings(Optional.of(DataSize.ofBytes(2 * ENTRY_BYTES))), context);

  @Test
  void a_bound_of_zero_is_refused() {
    assertThatThrownBy(() -> new InMemoryStateSettings(Optional.of(DataSize.ofBytes(0))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("max_bytes: 0B (expected: > 0)");
  }

  @Test
  void what_just_fits_is_written() {
    fill();

    assertThat(context.meters().level("memory")).isEqualTo(2 * ENTRY_BYTES);
  }

  @Test
  void a_write_beyond_the_bound_is_refused() {
    fill();

    assertThat(refusal(write("c", 0))).isEqualTo(ErrorCode.RESOURCE_EXHAUSTED);
  }

  @Test
  void a_refusal_names_the_setting_and_its_value() {
    fill();
    var failure = Outcome.failureOf(() -> store.set(CALL, write("c", 0)));

    assertThat(failure)
        .hasMessage("max_bytes: 714B (key \"c\" does not fit: 714 bytes are in use)");
  }

  @Test
  void a_refused_write_leaves_the_key_missing() {
    fill();
    refusal(write("c", 0));

    assertThat(isAbsent("c")).isTrue();
  }

  @Test
  void a_refused_write_leaves_the_old_value() {
    fill();
    refusal(write("a", VALUE_BYTES + 1));

    assertThat(size("a")).isEqualTo(VALUE_BYTES);
  }

  @Test
  void keys_count_in_utf8() {
    fill();
    delete("a");

    assertThat(refusal(write("é", VALUE_BYTES))).isEqualTo(ErrorCode.RESOURCE_EXHAUSTED);
  }

  @Test
  void a_value_can_be_replaced_by_one_of_its_size_in_a_full_store() {
    fill();

    assertThat(Outcome.of(() -> store.set(CALL, write("a", VALUE_BYTES))).succeeded()).isTrue();
  }

  @Test
  void a_smaller_value_makes_room() {
    fill();
    set(write("a", VALUE_BYTES - 10));

    assertThat(Outcome.of(() -> store.set(CALL, write("b", VALUE_BYTES + 10))).succeeded())
        .isTrue();
  }

  @Test
  void a_deletion_makes_room() {
    fill();
    delete("a");
    set(write("c", VALUE_BYTES));

    assertThat(size("c")).isEqualTo(VALUE_BYTES);
  }

  @Test
  void a_write_sweeps_what_has_expired_to_find_room() {
    set(write("a", VALUE_BYTES).withTtl(TTL));
    set(write("b", VALUE_BYTES));
    context.clock().advance(TTL);
    set(write("c", VALUE_BYTES));

    assertThat(size("c")).isEqualTo(VALUE_BYTES);
  }

  @Test
  void a_small_write_evicts_a_small_part_of_what_has_expired() {
    var full = new ExpiredStore(5000);
    full.set(VALUE_BYTES);

    assertThat(full.entries()).isBetween(4900, 5000);
  }

  @Test
  void a_larger_write_evicts_about_as_much_as_it_needs() {
    var full = new ExpiredStore(5000);
    full.set(1000 * ENTRY_BYTES);

    assertThat(full.entries()).isBetween(3000, 4000);
  }

  @Test
  void a_write_may_need_the_room_of_all_that_has_expired() {
    var full = new ExpiredStore(5000);
    full.set(5000 * ENTRY_BYTES - 1 - 256);

    assertThat(full.entries()).isEqualTo(1);
  }

  @Test
  void a_transaction_sweeps_what_has_expired_to_find_room() {
    set(write("a", VALUE_BYTES).withTtl(TTL));
    set(write("b", VALUE_BYTES));
    context.clock().advance(TTL);
    transact(write("c", VALUE_BYTES));

    assertThat(size("c")).isEqualTo(VALUE_BYTES);
  }

  @Test
  void a_transaction_beyond_the_bound_is_refused() {
    fill();

    assertThat(refusalOfAll(write("a", 0), write("b", VALUE_BYTES), write("c", VALUE_BYTES)))
        .isEqualTo(ErrorCode.RESOURCE_EXHAUSTED);
  }

  @Test
  void a_refused_transaction_changes_nothing() {
    fill();
    refusalOfAll(write("a", 0), write("b", VALUE_BYTES), write("c", VALUE_BYTES));

    assertThat(size("a")).isEqualTo(VALUE_BYTES);
  }

  @Test
  void a_refused_transaction_weighs_nothing() {
    fill();
    refusalOfAll(write("a", 0), write("b", VALUE_BYTES), write("c", VALUE_BYTES));

    assertThat(context.meters().level("memory")).isEqualTo(2 * ENTRY_BYTES);
  }

  @Test
  void a_transaction_may_delete_to_make_its_own_room() {
    fill();
    transact(write("c", VALUE_BYTES), DeleteRequest.of("a"));

    assertThat(size("c")).isEqualTo(VALUE_BYTES);
  }

  @Test
  void a_transaction_that_writes_a_key_twice_weighs_only_the_last() {
    transact(write("a", 10 * VALUE_BYTES), write("a", VALUE_BYTES));

    assertThat(context.meters().level("memory")).isEqualTo(ENTRY_BYTES);
  }

  @Test
  void a_bulk_write_names_what_did_not_fit() {
    var failures =
        Outcome.valueOf(() ->
            store.setAll(
                CALL,
                List.of(write("a", VALUE_BYTES), write("b", 2 * VALUE_BYTES), write("c", 0))));

    assertThat(failures).extracting(WriteFailure::key).containsExactly("b");
  }

  @Test
  void the_count_is_right_after_many_threads_have_written() {
    Parallel.run(
        4,
        thread ->
            () -> {
              for (int i = 0; i < 2000; i++) {
                churn(i + thread);
              }
              return true;
            });
    delete("a");
    delete("b");

    assertThat(context.meters().level("memory")).isZero();
  }

  private void churn(int i) {
    var key = i % 3 == 0 ? "a" : "b";
    switch (i % 4) {
      case 0 -> delete(key);
      case 1 -> transact(DeleteRequest.of("a"), write("b", i % 50));
      default -> Outcome.of(() -> store.set(CALL, write(key, i % 200)));
    }
  }

  private void fill() {
    set(write("a", VALUE_BYTES));
    set(write("b", VALUE_BYTES));
  }

  private static SetRequest write(String key, int bytes) {
    return SetRequest.of(key, Bytes.wrap(new byte[bytes]));
  }

  private void set(SetRequest request) {
    Outcome.done(() -> store.set(CALL, request));
  }

  private void delete(String key) {
    Outcome.done(() -> store.delete(CALL, DeleteRequest.of(key)));
  }

  private void transact(StateOperation... operations) {
    Outcome.done(() -> store.transact(CALL, List.of(operations)));
  }

  private ErrorCode refusal(SetRequest request) {
    return Outcome.codeOf(() -> store.set(CALL, request));
  }

  private ErrorCode refusalOfAll(StateOperation... operations) {
    return Outcome.codeOf(() -> store.transact(CALL, List.of(operations)));
  }

  private boolean isAbsent(String key) {
    return Outcome.valueOf(() -> store.get(CALL, GetRequest.of(key))).isAbsent();
  }

  private int size(String key) {
    return Outcome.valueOf(() -> store.get(CALL, GetRequest.of(key))).data().size();
  }

  /** A store that is full of entries that have expired. */
  private static final class ExpiredStore {

    private final TestContext context = new TestContext();
    private final InMemoryStateStore store;

    ExpiredStore(int entries) {
      var bound = DataSize.ofBytes((long) entries * ENTRY_BYTES);
      store = new InMemoryStateStore(new InMemoryStateSettings(Optional.of(bound)), context);
      for (int i = 0; i < entries; i++) {
        var threeBytes = Character.toString(0x4000 + i);
        var request = write(threeBytes, VALUE_BYTES - 2).withTtl(TTL);
        Outcome.done(() -> store.set(CALL, request));
      }
      context.clock().advance(TTL);
    }

    void set(int bytes) {
      Outcome.done(() -> store.set(CALL, write("c", bytes)));
    }

    int entries() {
      return (int) context.meters().level("entries");
    }
  }
}
