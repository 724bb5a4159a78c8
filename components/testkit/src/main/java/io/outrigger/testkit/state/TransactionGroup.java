package io.outrigger.testkit.state;

import static io.outrigger.testkit.state.StateFixture.writing;
import static org.assertj.core.api.Assertions.assertThat;

import io.outrigger.spi.ErrorCode;
import io.outrigger.spi.state.DeleteRequest;
import io.outrigger.spi.state.StateOperation;
import io.outrigger.spi.state.StateStore;
import io.outrigger.spi.state.StateValue;
import io.outrigger.spi.state.WriteOptions;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Writes that take place together or not at all. */
abstract class TransactionGroup extends StateGroup {

  TransactionGroup(StateStoreConformance suite) {
    super(suite);
  }

  @BeforeEach
  final void skipUnlessTransactional() {
    skipWithout(StateStore.Transactional.class);
  }

  @Test
  void all_operations_take_place() {
    var keys = keys("a", "b", "c");
    state().set(keys.get(2), "old");
    state()
        .transact(
            writing(keys.get(0), "1"), writing(keys.get(1), "2"), DeleteRequest.of(keys.get(2)));

    assertThat(keys).map(state()::text).containsExactly("1", "2", "");
  }

  @Test
  void a_value_of_one_transaction_can_be_deleted_in_the_next() {
    var key = state().key("later");
    state().transact(writing(key, "value"));
    state().transact(DeleteRequest.of(key));

    assertThat(state().isAbsent(key)).isTrue();
  }

  @Test
  void deleting_a_missing_key_is_no_failure() {
    var key = state().key("there");
    state().transact(DeleteRequest.of(state().key("missing")), writing(key, "value"));

    assertThat(state().text(key)).isEqualTo("value");
  }

  @Test
  void operations_take_place_in_their_order() {
    var keys = keys("1", "2", "3");
    state().set(keys.get(0), "old");
    state()
        .transact(
            DeleteRequest.of(keys.get(0)),
            writing(keys.get(1), "two"),
            DeleteRequest.of(keys.get(1)),
            writing(keys.get(2), "three"));

    assertThat(keys).map(state()::text).containsExactly("", "", "three");
  }

  @Test
  void the_later_of_two_writes_to_one_key_stays() {
    var key = state().key("later");
    state().transact(writing(key, "1"), DeleteRequest.of(key), writing(key, "2"));

    assertThat(state().text(key)).isEqualTo("2");
  }

  @Test
  void an_empty_list_is_no_failure() {
    assertThat(state().attemptAll().succeeded()).isTrue();
  }

  @Test
  void each_written_value_has_a_new_etag() {
    var key = state().key("etag");
    var before = state().set(key, "value");
    state().transact(writing(key, "value"));

    assertThat(state().etag(key)).isNotEqualTo(before).isNotEmpty();
  }

  @Test
  void operations_with_the_right_etags_take_place() {
    var keys = keys("a", "b");
    var first = WriteOptions.ifEtag(state().set(keys.get(0), "old"));
    var second = WriteOptions.ifEtag(state().set(keys.get(1), "old"));
    state().transact(writing(keys.get(0), "new", first), DeleteRequest.of(keys.get(1), second));

    assertThat(keys).map(state()::text).containsExactly("new", "");
  }

  @Test
  void a_wrong_etag_fails_the_transaction_as_a_mismatch() {
    assertThat(state().attemptAll(withWrongEtag()).failedWith(ErrorCode.ETAG_MISMATCH)).isTrue();
  }

  @Test
  void a_wrong_etag_undoes_what_stands_before_it() {
    var operations = withWrongEtag();
    state().attemptAll(operations);

    assertThat(state().isAbsent(operations[0].key())).isTrue();
  }

  @Test
  void a_wrong_etag_undoes_a_deletion() {
    var key = state().key("deleted");
    var before = state().set(key, "value");
    state().attemptAll(DeleteRequest.of(key), withWrongEtag()[1]);

    assertThat(state().etag(key)).isEqualTo(before);
  }

  @Test
  void a_wrong_etag_keeps_what_stands_after_it_from_taking_place() {
    var operations = withWrongEtag();
    state().attemptAll(operations);

    assertThat(state().isAbsent(operations[2].key())).isTrue();
  }

  @Test
  void a_deletion_with_a_wrong_etag_undoes_the_others() {
    var keys = keys("a", "b");
    var stale = state().set(keys.get(1), "older");
    state().set(keys.get(1), "old");
    state()
        .attemptAll(
            writing(keys.get(0), "new"), DeleteRequest.of(keys.get(1), WriteOptions.ifEtag(stale)));

    assertThat(keys).map(state()::text).containsExactly("", "old");
  }

  @Test
  void a_first_write_to_an_existing_key_undoes_the_others() {
    var keys = keys("a", "b");
    state().set(keys.get(1), "old");
    state()
        .attemptAll(
            writing(keys.get(0), "new"), writing(keys.get(1), "new", WriteOptions.ifAbsent()));

    assertThat(keys).map(state()::text).containsExactly("", "old");
  }

  @Test
  void a_first_write_to_a_key_that_an_earlier_operation_deletes_takes_place() {
    var key = state().key("freed");
    state().set(key, "old");
    state().transact(DeleteRequest.of(key), writing(key, "new", WriteOptions.ifAbsent()));

    assertThat(state().text(key)).isEqualTo("new");
  }

  @Test
  void a_first_write_to_a_key_that_an_earlier_operation_writes_is_a_mismatch() {
    var key = state().key("taken");
    var outcome = state().attemptAll(writing(key, "1"), writing(key, "2", WriteOptions.ifAbsent()));

    assertThat(outcome.failedWith(ErrorCode.ETAG_MISMATCH)).isTrue();
  }

  @Test
  void a_malformed_etag_fails_the_transaction() {
    var key = state().key("malformed");
    state().set(key, "old");
    var malformed = writing(key, "new", WriteOptions.ifEtag(suite().malformedEtag()));

    assertThat(state().attemptAll(malformed).failedWith(suite().malformedEtagCode())).isTrue();
  }

  @Test
  void a_malformed_etag_undoes_the_others() {
    var key = state().key("untouched");
    var malformed = WriteOptions.ifEtag(suite().malformedEtag());
    state().attemptAll(writing(key, "new"), writing(state().key("malformed"), "new", malformed));

    assertThat(state().isAbsent(key)).isTrue();
  }

  @Test
  void a_value_written_with_a_ttl_tells_when_it_expires() {
    Assumptions.assumeTrue(suite().tellsExpiry(), "the store does not tell it");
    var key = state().key("told");
    state().transact(writing(key, "value").withTtl(Duration.ofMinutes(5)));

    assertThat(state().get(key).metadata()).containsKey(StateValue.TTL_EXPIRE_TIME);
  }

  /** A write, one whose etag is wrong, and one more, each of another key. */
  private StateOperation[] withWrongEtag() {
    var key = state().key("wrong");
    var stale = WriteOptions.ifEtag(state().set(key, "older"));
    state().set(key, "old");
    return new StateOperation[] {
      writing(state().key("before"), "new"),
      writing(key, "new", stale),
      writing(state().key("after"), "new")
    };
  }

  private List<String> keys(String... names) {
    return List.of(names).stream().map(state()::key).toList();
  }
}
