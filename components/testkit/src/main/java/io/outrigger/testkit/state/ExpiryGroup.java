package io.outrigger.testkit.state;

import static io.outrigger.testkit.state.StateFixture.writing;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;

import io.outrigger.spi.ErrorCode;
import io.outrigger.spi.state.DeleteRequest;
import io.outrigger.spi.state.StateValue;
import io.outrigger.spi.state.WriteOptions;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/** Values that live for a time. */
abstract class ExpiryGroup extends StateGroup {

  /** Long enough for a store that counts in seconds and cuts off the rest. */
  private static final Duration TTL = Duration.ofSeconds(2);

  private static final Duration MORE_THAN_TTL = Duration.ofMillis(2100);

  /** How much later than its time a value may still be seen. */
  private static final Duration DELAY = Duration.ofSeconds(3);

  ExpiryGroup(StateStoreConformance suite) {
    super(suite);
  }

  @Test
  void a_value_is_there_before_its_time() {
    var key = state().key("before");
    state().apply(writing(key, "value").withTtl(TTL));

    assertThat(state().text(key)).isEqualTo("value");
  }

  @Test
  void a_value_is_gone_after_its_time() {
    var key = expired("after");

    assertThat(state().get(key)).isEqualTo(StateValue.absent());
  }

  @Test
  void a_value_without_ttl_outlives_one_with_it() {
    var key = state().key("lasting");
    state().set(key, "value");
    expired("gone");

    assertThat(state().text(key)).isEqualTo("value");
  }

  @Test
  void a_write_without_ttl_removes_an_earlier_one() {
    var key = state().key("removed");
    state().apply(writing(key, "old").withTtl(TTL));
    state().apply(writing(key, "new"));
    suite().advanceTime(MORE_THAN_TTL);

    assertThat(state().text(key)).isEqualTo("new");
  }

  @Test
  void a_write_with_a_ttl_of_zero_removes_an_earlier_one() {
    var key = state().key("zero");
    state().apply(writing(key, "old").withTtl(TTL));
    state().apply(writing(key, "new").withTtl(Duration.ZERO));
    suite().advanceTime(MORE_THAN_TTL);

    assertThat(state().text(key)).isEqualTo("new");
  }

  @Test
  void a_write_with_a_longer_ttl_replaces_an_earlier_one() {
    var key = state().key("longer");
    state().apply(writing(key, "old").withTtl(TTL));
    state().apply(writing(key, "new").withTtl(Duration.ofHours(1)));
    suite().advanceTime(MORE_THAN_TTL);

    assertThat(state().text(key)).isEqualTo("new");
  }

  @Test
  void a_refused_write_leaves_the_ttl() {
    var key = state().key("refused");
    state().apply(writing(key, "old").withTtl(TTL));
    state().refusal(writing(key, "new", WriteOptions.ifAbsent()).withTtl(Duration.ofHours(1)));
    suite().advanceTime(MORE_THAN_TTL);

    awaitAbsence(key);
  }

  @Test
  void a_value_can_live_for_a_century() {
    var key = state().key("century");
    state().apply(writing(key, "value").withTtl(Duration.ofDays(36_500)));

    assertThat(state().text(key)).isEqualTo("value");
  }

  @Test
  void a_first_write_to_an_expired_key_takes_place() {
    var key = expired("first");
    state().apply(writing(key, "new", WriteOptions.ifAbsent()));

    assertThat(state().text(key)).isEqualTo("new");
  }

  @Test
  void a_write_with_the_etag_of_an_expired_value_is_a_mismatch() {
    var key = state().key("etag");
    state().apply(writing(key, "old").withTtl(TTL));
    var etag = state().etag(key);
    suite().advanceTime(MORE_THAN_TTL);
    awaitAbsence(key);

    assertThat(state().refusal(writing(key, "new", WriteOptions.ifEtag(etag))))
        .isEqualTo(ErrorCode.ETAG_MISMATCH);
  }

  @Test
  void deleting_an_expired_key_is_no_failure() {
    var deletion = DeleteRequest.of(expired("deleted"));

    assertThat(state().attempt(deletion).succeeded()).isTrue();
  }

  @Test
  void a_read_tells_when_the_value_expires() {
    Assumptions.assumeTrue(suite().tellsExpiry(), "the store does not tell it");
    var key = state().key("told");
    state().apply(writing(key, "value").withTtl(Duration.ofMinutes(5)));

    var told = state().get(key).metadata().get(StateValue.TTL_EXPIRE_TIME);

    assertThat(Instant.parse(String.valueOf(told)))
        .isCloseTo(suite().now().plus(Duration.ofMinutes(5)), within(30, ChronoUnit.SECONDS));
  }

  @Test
  void a_read_tells_no_expiry_of_a_value_that_lives_for_ever() {
    var key = state().key("untold");
    state().set(key, "value");

    assertThat(state().get(key).metadata()).doesNotContainKey(StateValue.TTL_EXPIRE_TIME);
  }

  @Test
  void a_read_tells_no_expiry_any_more_after_a_write_without_ttl() {
    var key = state().key("forgotten");
    state().apply(writing(key, "old").withTtl(TTL));
    state().set(key, "new");

    assertThat(state().get(key).metadata()).doesNotContainKey(StateValue.TTL_EXPIRE_TIME);
  }

  /** A key whose value has expired. */
  private String expired(String name) {
    var key = state().key(name);
    state().apply(writing(key, "old").withTtl(TTL));
    suite().advanceTime(MORE_THAN_TTL);
    awaitAbsence(key);
    return key;
  }

  private void awaitAbsence(String key) {
    await().pollDelay(Duration.ZERO).atMost(DELAY).until(() -> state().isAbsent(key));
  }
}
