package io.outrigger.testkit.lock;

import static org.assertj.core.api.Assertions.assertThat;

import io.outrigger.spi.lock.Acquisition;
import io.outrigger.spi.lock.LockStatus;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a lock store should answer, from a plain map. The fencing tokens are the store's own: the
 * model only asks that they grow. Not safe for use by many threads.
 */
final class LockModel {

  private record Held(String owner, Instant end) {}

  private final InstantSource clock;
  private final Map<String, Held> locks = new HashMap<>();
  private final Map<String, Long> tokens = new HashMap<>();

  LockModel(InstantSource clock) {
    this.clock = clock;
  }

  /** Takes the lock, or answers false when it should be refused. */
  boolean tryLock(String resource, String owner, Duration lease) {
    if (live(resource) != null) {
      return false;
    }
    locks.put(resource, new Held(owner, clock.instant().plus(lease)));
    return true;
  }

  LockStatus unlock(String resource, String owner) {
    var status = status(resource, owner);
    if (status == LockStatus.DONE) {
      locks.remove(resource);
    }
    return status;
  }

  LockStatus renew(String resource, String owner, Duration lease) {
    var status = status(resource, owner);
    if (status == LockStatus.DONE) {
      locks.put(resource, new Held(owner, clock.instant().plus(lease)));
    }
    return status;
  }

  /** Asserts that a token, if there is one, is higher than those before of the resource. */
  void checkToken(String resource, Acquisition acquisition) {
    acquisition
        .fencingToken()
        .ifPresent(token -> {
          var last = tokens.put(resource, token);
          assertThat(token)
              .as("token of %s", resource)
              .isGreaterThan(last == null ? Long.MIN_VALUE : last);
        });
  }

  private LockStatus status(String resource, String owner) {
    var held = live(resource);
    if (held == null) {
      return LockStatus.NOT_HELD;
    }
    return held.owner().equals(owner) ? LockStatus.DONE : LockStatus.HELD_BY_ANOTHER;
  }

  private @Nullable Held live(String resource) {
    var held = locks.get(resource);
    return held != null && held.end().isAfter(clock.instant()) ? held : null;
  }
}
