package io.outrigger.builtin.state;

import io.outrigger.spi.Bytes;
import io.outrigger.spi.state.SetRequest;
import io.outrigger.spi.state.StateValue;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * What stands under a key: never changed, only replaced. It keeps the answer to a read ready-made,
 * so that a read allocates nothing; callers may share it, since it is a completed future.
 */
final class Entry {

  /** The entry that expires first comes first. */
  static final Comparator<Entry> BY_EXPIRY =
      Comparator.<Entry>comparingLong(entry -> entry.expiryMillis)
          .thenComparingLong(entry -> entry.version);

  /** What an entry costs besides its key and value: about what a 64-bit JVM needs for it. */
  static final int OVERHEAD_BYTES = 256;

  private static final long NEVER = Long.MAX_VALUE;

  /** The last moment that RFC 3339 can write down. */
  private static final long LAST_EXPIRY_MILLIS =
      Instant.parse("9999-12-31T23:59:59Z").toEpochMilli();

  private final String key;
  private final int keyBytes;
  private final long version;
  private final long expiryMillis;
  private final StateValue value;
  private final CompletableFuture<StateValue> answer;

  /** The entry that a request asks for; the version must be one that no other entry has. */
  Entry(SetRequest request, long version, long nowMillis) {
    this.key = request.key();
    this.keyBytes = key.getBytes(StandardCharsets.UTF_8).length;
    this.version = version;
    this.expiryMillis = expiryMillis(request.ttl(), nowMillis);
    this.value =
        new StateValue(own(request.value()), EtagSource.format(version), metadata(expiryMillis));
    this.answer = CompletableFuture.completedFuture(value);
  }

  String key() {
    return key;
  }

  String etag() {
    return value.etag();
  }

  CompletableFuture<StateValue> answer() {
    return answer;
  }

  StateValue value() {
    return value;
  }

  boolean canExpire() {
    return expiryMillis != NEVER;
  }

  boolean isExpired(long nowMillis) {
    return expiryMillis <= nowMillis;
  }

  /** What it counts against the store's bound. */
  long bytes() {
    return (long) OVERHEAD_BYTES + keyBytes + value.data().size();
  }

  /** A part of an array is copied, since the entry would keep all the rest of the array alive. */
  private static Bytes own(Bytes data) {
    return data.size() == data.unsafeArray().length ? data : Bytes.wrap(data.toArray());
  }

  private static long expiryMillis(@Nullable Duration ttl, long nowMillis) {
    if (ttl == null || !ttl.isPositive()) {
      return NEVER;
    }
    if (ttl.compareTo(Duration.ofMillis(LAST_EXPIRY_MILLIS - nowMillis)) >= 0) {
      return LAST_EXPIRY_MILLIS;
    }
    return nowMillis + ttl.plusNanos(999_999).toMillis();
  }

  private static Map<String, String> metadata(long expiryMillis) {
    return expiryMillis == NEVER
        ? Map.of()
        : Map.of(StateValue.TTL_EXPIRE_TIME, Instant.ofEpochMilli(expiryMillis).toString());
  }
}
