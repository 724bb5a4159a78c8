package io.outrigger.testkit.state;

import static org.assertj.core.api.Assertions.assertThat;

import io.outrigger.spi.state.Concurrency;
import io.outrigger.spi.state.Consistency;
import io.outrigger.spi.state.DeleteRequest;
import io.outrigger.spi.state.StateValue;
import io.outrigger.spi.state.WriteOptions;
import org.junit.jupiter.api.Test;

/** Removals that no etag stands in the way of. */
abstract class DeletionGroup extends StateGroup {

  DeletionGroup(StateStoreConformance suite) {
    super(suite);
  }

  @Test
  void a_deleted_value_is_absent() {
    var key = state().key("deleted");
    state().set(key, "value");
    state().delete(key);

    assertThat(state().get(key)).isEqualTo(StateValue.absent());
  }

  @Test
  void deleting_a_key_that_was_never_written_is_no_failure() {
    var deletion = DeleteRequest.of(state().key("never"));

    assertThat(state().attempt(deletion).succeeded()).isTrue();
  }

  @Test
  void deleting_twice_is_no_failure() {
    var key = state().key("twice");
    state().set(key, "value");
    state().delete(key);

    assertThat(state().attempt(DeleteRequest.of(key)).succeeded()).isTrue();
  }

  @Test
  void a_deletion_leaves_other_keys_alone() {
    var key = state().key("kept");
    state().set(key, "value");
    state().delete(state().key("kep"));

    assertThat(state().text(key)).isEqualTo("value");
  }

  @Test
  void a_deleted_key_can_be_written_again() {
    var key = state().key("again");
    state().set(key, "1");
    state().delete(key);
    state().set(key, "2");

    assertThat(state().text(key)).isEqualTo("2");
  }

  @Test
  void a_first_write_deletion_without_etag_takes_place() {
    var key = state().key("first");
    state().set(key, "value");
    state().apply(DeleteRequest.of(key, WriteOptions.ifAbsent()));

    assertThat(state().isAbsent(key)).isTrue();
  }

  @Test
  void a_strong_deletion_takes_place() {
    var key = state().key("strong");
    state().set(key, "value");
    var strong = new WriteOptions("", Concurrency.UNSPECIFIED, Consistency.STRONG);
    state().apply(DeleteRequest.of(key, strong));

    assertThat(state().isAbsent(key)).isTrue();
  }
}
