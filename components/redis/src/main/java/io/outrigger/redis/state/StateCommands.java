package io.outrigger.redis.state;

import io.outrigger.redis.client.Replies;
import io.outrigger.redis.client.Request;
import io.outrigger.spi.Bytes;
import io.outrigger.spi.state.StateValue;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import redis.clients.jedis.CommandArguments;
import redis.clients.jedis.Protocol.Command;
import redis.clients.jedis.args.Rawable;
import redis.clients.jedis.args.RawableFactory;

/**
 * The commands on a value, which is a hash as in Layotto and Dapr: {@code data}, {@code version}
 * (the etag, a number that each write adds 1 to) and, after a first write, {@code first-write}.
 */
final class StateCommands {

  private static final Rawable DATA = RawableFactory.from("data");
  private static final Rawable VERSION = RawableFactory.from("version");

  /**
   * The etag of a value that has no version, being of another program: that of no value with one,
   * and a number, as Layotto and Dapr want etags to be.
   */
  private static final String NO_VERSION = "0";

  /** Far more than anybody waits, and no overflow when Redis adds the time of day. */
  private static final Duration LONGEST = Duration.ofMillis(1L << 52);

  /** Leaves room to count, within what a client that reads numbers as JavaScript does can tell. */
  private static final long SEEDS = 1L << 48;

  private StateCommands() {}

  /** Reads a value; empty when what stands there is no hash. */
  static Request<Optional<StateValue>> reading(byte[] key, InstantSource clock) {
    var commands =
        List.of(
            new CommandArguments(Command.HMGET).add(key).add(DATA).add(VERSION),
            new CommandArguments(Command.PTTL).add(key));
    return Request.of(key, commands, replies -> value(replies, clock)).repeatable();
  }

  private static Optional<StateValue> value(Replies replies, InstantSource clock) {
    if (replies.isError(0, "WRONGTYPE")) {
      return Optional.empty();
    }
    var fields = replies.list(0);
    var data = (byte[]) fields.get(0);
    var version = Replies.text(fields.get(1));
    if (data == null && version.isEmpty()) {
      return Optional.of(StateValue.absent());
    }
    var bytes = data == null ? Bytes.empty() : Bytes.wrap(data);
    var etag = version.isEmpty() ? NO_VERSION : version;
    long left = replies.number(1);
    return Optional.of(
        left < 0
            ? StateValue.of(bytes, etag)
            : new StateValue(bytes, etag, expiry(clock.instant().plusMillis(left))));
  }

  private static Map<String, String> expiry(Instant end) {
    return Map.of(StateValue.TTL_EXPIRE_TIME, end.toString());
  }

  /** Reads a plain text value, which another program has written and which has no version. */
  static Request<StateValue> readingPlain(byte[] key) {
    var command = new CommandArguments(Command.GET).add(key);
    return Request.of(
            key,
            List.of(command),
            replies -> {
              var data = replies.bytes(0);
              return data == null
                  ? StateValue.absent()
                  : StateValue.of(Bytes.wrap(data), NO_VERSION);
            })
        .repeatable();
  }

  /**
   * Writes a value whatever stands there, and answers false when that is no hash, or its version no
   * number.
   *
   * @param ttl how long it lives; zero for ever
   */
  static Request<Boolean> writing(byte[] key, Bytes value, Duration ttl) {
    var commands = new ArrayList<CommandArguments>(4);
    commands.add(new CommandArguments(Command.HSETNX).add(key).add(VERSION).add(seed()));
    commands.add(new CommandArguments(Command.HINCRBY).add(key).add(VERSION).add(1));
    commands.add(new CommandArguments(Command.HSET).add(key).add(DATA).add(array(value)));
    commands.add(
        ttl.isZero()
            ? new CommandArguments(Command.PERSIST).add(key)
            : new CommandArguments(Command.PEXPIRE).add(key).add(millis(ttl)));
    return Request.atomic(key, commands, StateCommands::isWritten);
  }

  private static boolean isWritten(Replies replies) {
    // Of HINCRBY: no number, or none that has a next one.
    if (replies.isError(0, "WRONGTYPE") || replies.isError(1, "ERR")) {
      return false;
    }
    for (int i = 0; i < 4; i++) {
      var _ = replies.value(i);
    }
    return true;
  }

  /** Removes a value whatever it is. */
  static Request<Boolean> deleting(byte[] key) {
    var command = new CommandArguments(Command.DEL).add(key);
    return Request.of(key, List.of(command), replies -> replies.number(0) == 1);
  }

  /**
   * Where the version of a new value begins. Not at 0, lest a value that is deleted and written
   * again have an etag that it had before.
   */
  static long seed() {
    return ThreadLocalRandom.current().nextLong(1, SEEDS);
  }

  /** A life in milliseconds, rounded up. */
  static long millis(Duration ttl) {
    var bounded = ttl.compareTo(LONGEST) < 0 ? ttl : LONGEST;
    return bounded.plusNanos(999_999).toMillis();
  }

  static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  /** The bytes themselves if they fill their array, else a copy. */
  static byte[] array(Bytes value) {
    var array = value.unsafeArray();
    return value.size() == array.length ? array : value.toArray();
  }
}
