package io.outrigger.redis.lock;

import io.outrigger.redis.client.Replies;
import io.outrigger.redis.client.Script;
import io.outrigger.redis.client.ScriptCall;
import io.outrigger.spi.lock.LockStatus;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import redis.clients.jedis.CommandArguments;
import redis.clients.jedis.Protocol.Command;
import redis.clients.jedis.Protocol.Keyword;

/** What a lock in Redis is made of. */
final class LockCommands {

  /** Far more than anybody waits, and no overflow when Redis adds the time of day. */
  private static final Duration LONGEST = Duration.ofMillis(1L << 52);

  private static final Script UNLOCK = Script.of(LockCommands.class, "unlock.lua");
  private static final Script RENEW = Script.of(LockCommands.class, "renew.lua");

  private LockCommands() {}

  /** Takes a lock that is free; the reply is none when it is not. */
  static CommandArguments taking(byte[] key, String owner, Duration lease) {
    return new CommandArguments(Command.SET)
        .add(key)
        .add(bytes(owner))
        .add(Keyword.NX)
        .add(Keyword.PX)
        .add(millis(lease));
  }

  static ScriptCall unlocking(String resource, String owner) {
    return new ScriptCall(UNLOCK, List.of(bytes(resource)), List.of(bytes(owner)));
  }

  static ScriptCall renewing(String resource, String owner, Duration lease) {
    var arguments = List.of(bytes(owner), bytes(Long.toString(millis(lease))));
    return new ScriptCall(RENEW, List.of(bytes(resource)), arguments);
  }

  /** What the scripts answer. */
  static LockStatus status(Replies replies) {
    long answer = replies.number(0);
    if (answer == 1) {
      return LockStatus.DONE;
    }
    return answer == 0 ? LockStatus.NOT_HELD : LockStatus.HELD_BY_ANOTHER;
  }

  static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  /** The lease in milliseconds, rounded up. */
  private static long millis(Duration lease) {
    var bounded = lease.compareTo(LONGEST) < 0 ? lease : LONGEST;
    return bounded.plusNanos(999_999).toMillis();
  }
}
