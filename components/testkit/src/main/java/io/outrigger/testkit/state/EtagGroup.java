package io.outrigger.testkit.state;

import static io.outrigger.testkit.state.StateFixture.writing;
import static org.assertj.core.api.Assertions.assertThat;

import io.outrigger.spi.ErrorCode;
import io.outrigger.spi.state.Concurrency;
import io.outrigger.spi.state.Consistency;
import io.outrigger.spi.state.DeleteRequest;
import io.outrigger.spi.state.WriteOptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

/** Etags, and the writes that they allow or forbid. A wrong etag is one that the key had before. */
abstract class EtagGroup extends StateGroup {

  EtagGroup(StateStoreConformance suite) {
    super(suite);
  }

  @Test
  void a_value_that_exists_has_an_etag() {
    assertThat(state().set(state().key("some"), "value")).isNotEmpty();
  }

  @Test
  void each_write_changes_the_etag() {
    var key = state().key("changed");
    var before = state().set(key, "value");

    assertThat(state().set(key, "value")).isNotEqualTo(before);
  }

  @Test
  void a_read_keeps_the_etag() {
    var key = state().key("read");
    var before = state().set(key, "value");
    state().get(key);

    assertThat(state().etag(key)).isEqualTo(before);
  }

  @Test
  void a_value_written_after_a_deletion_has_another_etag_than_before() {
    var key = state().key("reborn");
    var before = state().set(key, "value");
    state().delete(key);

    assertThat(state().set(key, "value")).isNotEqualTo(before);
  }

  @ParameterizedTest
  @EnumSource
  void a_write_with_the_right_etag_takes_place(Concurrency concurrency) {
    var key = state().key("right");
    var right = state().set(key, "old");
    state().apply(writing(key, "new", options(right, concurrency)));

    assertThat(state().text(key)).isEqualTo("new");
  }

  @Test
  void a_write_with_the_right_etag_changes_it() {
    var key = state().key("right");
    var before = state().set(key, "value");
    state().apply(writing(key, "value", WriteOptions.ifEtag(before)));

    assertThat(state().etag(key)).isNotEqualTo(before);
  }

  @ParameterizedTest
  @EnumSource(mode = Mode.EXCLUDE, names = "LAST_WRITE")
  void a_write_with_a_wrong_etag_is_a_mismatch(Concurrency concurrency) {
    var key = state().key("wrong");
    var write = writing(key, "new", options(staleEtag(key), concurrency));

    assertThat(state().refusal(write)).isEqualTo(ErrorCode.ETAG_MISMATCH);
  }

  @Test
  void a_refused_write_leaves_value_and_etag() {
    var key = state().key("unchanged");
    var stale = staleEtag(key);
    var before = state().get(key);
    state().refusal(writing(key, "new", WriteOptions.ifEtag(stale)));

    assertThat(state().get(key)).isEqualTo(before);
  }

  @Test
  void a_write_with_an_etag_to_a_missing_key_is_a_mismatch() {
    var key = state().key("missing");
    var write = writing(key, "new", WriteOptions.ifEtag(etagOfDeleted(key)));

    assertThat(state().refusal(write)).isEqualTo(ErrorCode.ETAG_MISMATCH);
  }

  @Test
  void a_refused_write_to_a_missing_key_leaves_it_missing() {
    var key = state().key("missing");
    state().refusal(writing(key, "new", WriteOptions.ifEtag(etagOfDeleted(key))));

    assertThat(state().isAbsent(key)).isTrue();
  }

  @ParameterizedTest
  @EnumSource(mode = Mode.EXCLUDE, names = "FIRST_WRITE")
  void a_write_without_etag_takes_place(Concurrency concurrency) {
    var key = state().key("plain");
    state().set(key, "old");
    state().apply(writing(key, "new", options("", concurrency)));

    assertThat(state().text(key)).isEqualTo("new");
  }

  @Test
  void a_first_write_without_etag_to_a_missing_key_takes_place() {
    var key = state().key("first");
    state().apply(writing(key, "new", WriteOptions.ifAbsent()));

    assertThat(state().text(key)).isEqualTo("new");
  }

  @Test
  void a_first_write_without_etag_to_an_existing_key_is_a_mismatch() {
    var key = state().key("second");
    state().set(key, "old");
    var write = writing(key, "new", WriteOptions.ifAbsent());

    assertThat(state().refusal(write)).isEqualTo(ErrorCode.ETAG_MISMATCH);
  }

  @Test
  void a_first_write_without_etag_to_a_deleted_key_takes_place() {
    var key = state().key("free");
    state().set(key, "old");
    state().delete(key);
    state().apply(writing(key, "new", WriteOptions.ifAbsent()));

    assertThat(state().text(key)).isEqualTo("new");
  }

  @Test
  void a_plain_write_after_a_first_write_takes_place() {
    // Layotto's Redis store refuses it for ever, which its users did not ask for.
    var key = state().key("after");
    state().apply(writing(key, "old", WriteOptions.ifAbsent()));
    state().apply(writing(key, "new"));

    assertThat(state().text(key)).isEqualTo("new");
  }

  @Test
  void a_last_write_does_not_look_at_a_wrong_etag() {
    var key = state().key("last");
    state().apply(writing(key, "new", options(staleEtag(key), Concurrency.LAST_WRITE)));

    assertThat(state().text(key)).isEqualTo("new");
  }

  @Test
  void a_last_write_does_not_look_at_a_malformed_etag() {
    var key = state().key("last");
    state().apply(writing(key, "new", options(suite().malformedEtag(), Concurrency.LAST_WRITE)));

    assertThat(state().text(key)).isEqualTo("new");
  }

  @Test
  void a_last_write_with_an_etag_to_a_missing_key_takes_place() {
    var key = state().key("last");
    state().apply(writing(key, "new", options(etagOfDeleted(key), Concurrency.LAST_WRITE)));

    assertThat(state().text(key)).isEqualTo("new");
  }

  @Test
  void a_write_with_a_malformed_etag_is_refused() {
    var key = state().key("malformed");
    state().set(key, "old");
    var write = writing(key, "new", WriteOptions.ifEtag(suite().malformedEtag()));

    assertThat(state().refusal(write)).isEqualTo(suite().malformedEtagCode());
  }

  @Test
  void a_write_with_a_malformed_etag_leaves_the_value() {
    var key = state().key("malformed");
    state().set(key, "old");
    state().refusal(writing(key, "new", WriteOptions.ifEtag(suite().malformedEtag())));

    assertThat(state().text(key)).isEqualTo("old");
  }

  @ParameterizedTest
  @EnumSource
  void a_deletion_with_the_right_etag_takes_place(Concurrency concurrency) {
    var key = state().key("right");
    var right = state().set(key, "old");
    state().apply(DeleteRequest.of(key, options(right, concurrency)));

    assertThat(state().isAbsent(key)).isTrue();
  }

  @ParameterizedTest
  @EnumSource(mode = Mode.EXCLUDE, names = "LAST_WRITE")
  void a_deletion_with_a_wrong_etag_is_a_mismatch(Concurrency concurrency) {
    var key = state().key("wrong");
    var deletion = DeleteRequest.of(key, options(staleEtag(key), concurrency));

    assertThat(state().refusal(deletion)).isEqualTo(ErrorCode.ETAG_MISMATCH);
  }

  @Test
  void a_refused_deletion_leaves_value_and_etag() {
    var key = state().key("unchanged");
    var stale = staleEtag(key);
    var before = state().get(key);
    state().refusal(DeleteRequest.of(key, WriteOptions.ifEtag(stale)));

    assertThat(state().get(key)).isEqualTo(before);
  }

  @Test
  void a_deletion_with_an_etag_of_a_missing_key_is_a_mismatch() {
    var key = state().key("missing");
    var deletion = DeleteRequest.of(key, WriteOptions.ifEtag(etagOfDeleted(key)));

    assertThat(state().refusal(deletion)).isEqualTo(ErrorCode.ETAG_MISMATCH);
  }

  @Test
  void a_deletion_with_a_malformed_etag_is_refused() {
    var key = state().key("malformed");
    state().set(key, "old");
    var deletion = DeleteRequest.of(key, WriteOptions.ifEtag(suite().malformedEtag()));

    assertThat(state().refusal(deletion)).isEqualTo(suite().malformedEtagCode());
  }

  @Test
  void a_last_write_deletion_does_not_look_at_a_wrong_etag() {
    var key = state().key("last");
    state().apply(DeleteRequest.of(key, options(staleEtag(key), Concurrency.LAST_WRITE)));

    assertThat(state().isAbsent(key)).isTrue();
  }

  /** Writes a value twice, and answers the etag that it had in between. */
  private String staleEtag(String key) {
    var stale = state().set(key, "older");
    state().set(key, "old");
    return stale;
  }

  /** Writes a value and removes it, and answers the etag that it had in between. */
  private String etagOfDeleted(String key) {
    var etag = state().set(key, "gone");
    state().delete(key);
    return etag;
  }

  private static WriteOptions options(String etag, Concurrency concurrency) {
    return new WriteOptions(etag, concurrency, Consistency.UNSPECIFIED);
  }
}
