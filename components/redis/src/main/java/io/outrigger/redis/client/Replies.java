package io.outrigger.redis.client;

import io.outrigger.spi.ComponentException;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.exceptions.JedisDataException;

/** What Redis has replied to the commands of a request, in their order. */
public final class Replies {

  private final List<?> replies;

  Replies(List<?> replies) {
    this.replies = replies;
  }

  /** The only reply; an exception when it is an error. */
  static Replies of(@Nullable Object reply) {
    return new Replies(Collections.singletonList(reply));
  }

  /**
   * The replies to the commands between MULTI and EXEC.
   *
   * @throws JedisDataException when none of them has run
   */
  static Replies ofTransaction(List<Object> replies) {
    for (var reply : replies) {
      if (reply instanceof JedisDataException refusal) {
        throw refusal;
      }
    }
    return new Replies((List<?>) replies.getLast());
  }

  /** A reply that is a number. */
  public long number(int index) {
    return value(index) instanceof Long number ? number : 0;
  }

  /** A reply that is bytes; null for none. */
  public byte @Nullable [] bytes(int index) {
    return (byte[]) value(index);
  }

  /** A reply that is a text; empty for none. */
  public String text(int index) {
    return text(bytes(index));
  }

  /** A reply that is a list. */
  public List<?> list(int index) {
    return value(index) instanceof List<?> list ? list : List.of();
  }

  /** True when the reply is an error that begins with this word. */
  public boolean isError(int index, String code) {
    return replies.get(index) instanceof JedisDataException error
        && String.valueOf(error.getMessage()).startsWith(code);
  }

  /** Bytes as text; empty for none. */
  public static String text(@Nullable Object bytes) {
    return bytes instanceof byte[] some ? new String(some, StandardCharsets.UTF_8) : "";
  }

  /**
   * The reply itself; null for none.
   *
   * @throws ComponentException when it is an error
   */
  public @Nullable Object value(int index) {
    var reply = replies.get(index);
    return switch (reply) {
      case JedisDataException error -> throw RedisFailures.refused(error);
      case ComponentException failure -> throw failure;
      case null, default -> reply;
    };
  }
}
