package io.outrigger.builtin.state;

import static org.assertj.core.api.Assertions.assertThat;

import io.outrigger.spi.Bytes;
import io.outrigger.spi.state.DeleteRequest;
import io.outrigger.spi.state.SetRequest;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class StateTableTest {

  private static final long EXPIRY = 1000;

  private final MemoryBudget budget = new MemoryBudget(Optional.empty());
  private final StateTable table = new StateTable(budget);
  private long versions;

  @Test
  void nothing_has_expired_in_an_empty_table() {
    assertThat(table.firstExpired(EXPIRY)).isNull();
  }

  @Test
  void the_first_to_expire_is_the_first_expired() {
    put("later", EXPIRY - 1);
    var first = put("first", EXPIRY - 2);

    assertThat(table.firstExpired(EXPIRY)).isSameAs(first);
  }

  @Test
  void two_entries_may_expire_at_one_moment() {
    var one = put("one", EXPIRY);
    var other = put("other", EXPIRY);
    table.evict(one);

    assertThat(table.firstExpired(EXPIRY)).isSameAs(other);
  }

  @Test
  void an_entry_that_was_replaced_does_not_expire() {
    put("key", EXPIRY);
    put("key", EXPIRY + 1);

    assertThat(table.firstExpired(EXPIRY)).isNull();
  }

  @Test
  void an_entry_that_was_deleted_does_not_expire() {
    put("key", EXPIRY);
    table.delete(DeleteRequest.of("key"), 0);

    assertThat(table.firstExpired(EXPIRY)).isNull();
  }

  @Test
  void an_eviction_that_comes_too_late_leaves_the_new_entry() {
    var old = put("key", EXPIRY);
    var current = put("key", EXPIRY + 1);
    table.evict(old);

    assertThat(table.find("key")).isSameAs(current);
  }

  @Test
  void an_eviction_gives_back_the_memory_once() {
    var entry = put("key", EXPIRY);
    table.evict(entry);
    table.evict(entry);

    assertThat(budget.used()).isZero();
  }

  @Test
  void nothing_expires_in_a_table_that_was_cleared() {
    put("key", EXPIRY);
    table.clear();

    assertThat(table.firstExpired(EXPIRY)).isNull();
  }

  private Entry put(String key, long ttlMillis) {
    var request = SetRequest.of(key, Bytes.empty()).withTtl(Duration.ofMillis(ttlMillis));
    var entry = new Entry(request, ++versions, 0);
    table.set(request, entry, 0);
    return entry;
  }
}
