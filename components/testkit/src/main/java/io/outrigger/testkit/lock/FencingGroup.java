package io.outrigger.testkit.lock;

import static org.assertj.core.api.Assertions.assertThat;

import io.outrigger.spi.lock.Acquisition;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/** The numbers that tell a later owner from an earlier one. */
abstract class FencingGroup extends LockGroup {

  FencingGroup(LockStoreConformance suite) {
    super(suite);
  }

  @Test
  void a_lock_comes_with_a_token_if_the_store_has_any() {
    var acquisition = locks().take(locks().resource("token"), "owner", LONG);

    assertThat(acquisition.fencingToken().isPresent()).isEqualTo(suite().givesFencingTokens());
  }

  @Test
  void a_refused_attempt_comes_without_token() {
    assertThat(locks().tryLock(held("owner"), "other", LONG)).isEqualTo(Acquisition.refused());
  }

  @Test
  void tokens_grow_from_owner_to_owner() {
    skipWithoutTokens();
    var resource = locks().resource("grow");
    var tokens = IntStream.range(0, 100).mapToObj(i -> tokenOnce(resource, "owner-" + i)).toList();

    assertThat(tokens).isSorted().doesNotHaveDuplicates();
  }

  @Test
  void an_owner_gets_a_higher_token_with_each_lock() {
    skipWithoutTokens();
    var resource = locks().resource("same");

    assertThat(tokenOnce(resource, "owner")).isLessThan(tokenOnce(resource, "owner"));
  }

  @Test
  void the_next_owner_after_a_lease_gets_a_higher_token() {
    skipWithoutTokens();
    var resource = locks().resource("expired");
    long first = token(locks().take(resource, "owner", SHORT));
    suite().advanceTime(MORE_THAN_SHORT);
    awaitEnd(resource);

    assertThat(tokenOnce(resource, "other")).isGreaterThan(first);
  }

  @Test
  void a_refused_attempt_does_not_set_tokens_back() {
    skipWithoutTokens();
    var resource = locks().resource("refused");
    long first = token(locks().take(resource, "owner", LONG));
    locks().tryLock(resource, "other", LONG);
    locks().unlock(resource, "owner");

    assertThat(tokenOnce(resource, "other")).isGreaterThan(first);
  }

  @Test
  void tokens_do_not_go_back_when_the_store_starts_anew() {
    skipWithoutTokens();
    var resource = locks().resource("anew");
    long before = tokenOnce(resource, "owner");
    suite().locksAfterRestart();

    assertThat(tokenOnce(resource, "owner")).isGreaterThan(before);
  }

  /** The token of a lock that is given back at once. */
  private long tokenOnce(String resource, String owner) {
    long token = token(locks().take(resource, owner, LONG));
    locks().unlock(resource, owner);
    return token;
  }

  private static long token(Acquisition acquisition) {
    return acquisition.fencingToken().orElseThrow();
  }

  private void skipWithoutTokens() {
    Assumptions.assumeTrue(suite().givesFencingTokens(), "the store has no fencing tokens");
  }
}
