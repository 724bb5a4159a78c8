package io.outrigger.testkit.state;

import static io.outrigger.testkit.state.StateFixture.writing;
import static io.outrigger.testkit.state.StateFixture.writingEach;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.outrigger.spi.ErrorCode;
import io.outrigger.spi.state.DeleteRequest;
import io.outrigger.spi.state.StateResult;
import io.outrigger.spi.state.StateStore;
import io.outrigger.spi.state.StateValue;
import io.outrigger.spi.state.WriteFailure;
import io.outrigger.spi.state.WriteOptions;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Reads and writes of many keys at once. */
abstract class BulkGroup extends StateGroup {

  BulkGroup(StateStoreConformance suite) {
    super(suite);
  }

  @BeforeEach
  final void skipUnlessBulk() {
    skipWithout(StateStore.Bulk.class);
  }

  @Test
  void reads_come_back_in_the_order_of_the_requests() {
    var keys = keys("c", "a", "b");
    state().setAll(writingEach("value", keys));

    assertThat(state().getAll(keys)).extracting(StateResult::key).containsExactly(keys);
  }

  @Test
  void each_read_has_the_value_of_its_key() {
    var keys = keys("a", "b");
    state().setAll(writing(keys[0], "1"), writing(keys[1], "2"));

    assertThat(texts(state().getAll(keys[1], keys[0]))).containsExactly("2", "1");
  }

  @Test
  void a_missing_key_is_read_as_absent() {
    var keys = keys("there", "missing");
    state().set(keys[0], "value");

    assertThat(state().getAll(keys).get(1)).isEqualTo(StateResult.of(keys[1], StateValue.absent()));
  }

  @Test
  void a_key_that_is_asked_for_twice_is_read_twice() {
    var key = state().key("twice");
    state().set(key, "value");

    assertThat(texts(state().getAll(key, key))).containsExactly("value", "value");
  }

  @Test
  void a_read_of_many_has_the_same_etags_as_single_reads() {
    var key = state().key("etag");
    var etag = state().set(key, "value");

    assertThat(state().getAll(key).getFirst().value().etag()).isEqualTo(etag);
  }

  @Test
  void a_read_of_many_tells_when_a_value_expires() {
    Assumptions.assumeTrue(suite().tellsExpiry(), "the store does not tell it");
    var key = state().key("told");
    state().setAll(writing(key, "value").withTtl(Duration.ofMinutes(5)));

    assertThat(state().getAll(key).getFirst().value().metadata())
        .containsKey(StateValue.TTL_EXPIRE_TIME);
  }

  @Test
  void an_empty_list_reads_nothing() {
    assertThat(state().getAll()).isEmpty();
  }

  @Test
  void all_that_is_written_can_be_read() {
    var keys = keys("a", "b", "c");
    state().setAll(writing(keys[0], "1"), writing(keys[1], "2"), writing(keys[2], "3"));

    assertThat(List.of(keys)).map(state()::text).containsExactly("1", "2", "3");
  }

  @Test
  void writes_that_all_take_place_have_no_failures() {
    assertThat(state().setAll(writingEach("value", keys("a", "b")))).isEmpty();
  }

  @Test
  void an_empty_list_writes_nothing() {
    assertThat(state().setAll()).isEmpty();
  }

  @Test
  void the_later_of_two_writes_to_one_key_stays() {
    var key = state().key("later");
    state().setAll(writing(key, "1"), writing(key, "2"));

    assertThat(state().text(key)).isEqualTo("2");
  }

  @Test
  void a_refused_write_is_the_only_failure() {
    var keys = keys("a", "b", "c");
    state().set(keys[1], "old");

    assertThat(writeWithSecondRefused(keys)).extracting(WriteFailure::key).containsExactly(keys[1]);
  }

  @Test
  void a_refused_write_has_the_code_of_a_single_write() {
    var keys = keys("a", "b", "c");
    state().set(keys[1], "old");

    assertThat(writeWithSecondRefused(keys).getFirst().failure().code())
        .isEqualTo(ErrorCode.ETAG_MISMATCH);
  }

  @Test
  void a_refused_write_does_not_keep_the_others_from_taking_place() {
    var keys = keys("a", "b", "c");
    state().set(keys[1], "old");
    writeWithSecondRefused(keys);

    assertThat(List.of(keys)).map(state()::text).containsExactly("new", "old", "new");
  }

  @Test
  void a_malformed_etag_is_a_failure_of_its_key_only() {
    var keys = keys("a", "b");
    state().set(keys[0], "old");
    var malformed = WriteOptions.ifEtag(suite().malformedEtag());

    assertThat(state().setAll(writing(keys[0], "new", malformed), writing(keys[1], "new")))
        .extracting(WriteFailure::key, failure -> failure.failure().code())
        .containsExactly(tuple(keys[0], suite().malformedEtagCode()));
  }

  @Test
  void all_that_is_deleted_is_absent() {
    var keys = keys("a", "b");
    state().setAll(writingEach("value", keys));
    state().deleteAll(DeleteRequest.of(keys[0]), DeleteRequest.of(keys[1]));

    assertThat(state().getAll(keys)).allMatch(result -> result.value().isAbsent());
  }

  @Test
  void deleting_missing_keys_has_no_failures() {
    var keys = keys("there", "missing");
    state().set(keys[0], "value");

    assertThat(state().deleteAll(DeleteRequest.of(keys[0]), DeleteRequest.of(keys[1]))).isEmpty();
  }

  @Test
  void an_empty_list_deletes_nothing() {
    assertThat(state().deleteAll()).isEmpty();
  }

  @Test
  void a_refused_deletion_is_the_only_failure() {
    var keys = keys("a", "b", "c");

    assertThat(deleteWithSecondRefused(keys))
        .extracting(WriteFailure::key, failure -> failure.failure().code())
        .containsExactly(tuple(keys[1], ErrorCode.ETAG_MISMATCH));
  }

  @Test
  void a_refused_deletion_does_not_keep_the_others_from_taking_place() {
    var keys = keys("a", "b", "c");
    deleteWithSecondRefused(keys);

    assertThat(List.of(keys)).map(state()::isAbsent).containsExactly(true, false, true);
  }

  private List<WriteFailure> writeWithSecondRefused(String[] keys) {
    return state()
        .setAll(
            writing(keys[0], "new"),
            writing(keys[1], "new", WriteOptions.ifAbsent()),
            writing(keys[2], "new"));
  }

  private List<WriteFailure> deleteWithSecondRefused(String[] keys) {
    state().setAll(writingEach("older", keys));
    var stale = state().etag(keys[1]);
    state().setAll(writingEach("old", keys));
    return state()
        .deleteAll(
            DeleteRequest.of(keys[0]),
            DeleteRequest.of(keys[1], WriteOptions.ifEtag(stale)),
            DeleteRequest.of(keys[2], WriteOptions.ifEtag(state().etag(keys[2]))));
  }

  private String[] keys(String... names) {
    return List.of(names).stream().map(state()::key).toArray(String[]::new);
  }

  private static List<String> texts(List<StateResult> results) {
    return results.stream().map(result -> result.value().data().toUtf8()).toList();
  }
}
