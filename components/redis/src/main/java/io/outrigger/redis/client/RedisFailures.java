package io.outrigger.redis.client;

import io.outrigger.spi.Call;
import io.outrigger.spi.ComponentException;
import io.outrigger.spi.ErrorCode;
import java.util.Map;
import redis.clients.jedis.exceptions.JedisDataException;
import redis.clients.jedis.exceptions.JedisException;

/** Says with which code a failure of Redis or of the way to it reaches the caller. */
final class RedisFailures {

  /** The words that errors of Redis begin with. */
  private static final Map<String, ErrorCode> CODES =
      Map.ofEntries(
          Map.entry("NOAUTH", ErrorCode.PERMISSION_DENIED),
          Map.entry("WRONGPASS", ErrorCode.PERMISSION_DENIED),
          Map.entry("NOPERM", ErrorCode.PERMISSION_DENIED),
          Map.entry("OOM", ErrorCode.RESOURCE_EXHAUSTED),
          Map.entry("LOADING", ErrorCode.UNAVAILABLE),
          Map.entry("READONLY", ErrorCode.UNAVAILABLE),
          Map.entry("MASTERDOWN", ErrorCode.UNAVAILABLE),
          Map.entry("MISCONF", ErrorCode.UNAVAILABLE),
          Map.entry("NOREPLICAS", ErrorCode.UNAVAILABLE),
          Map.entry("BUSY", ErrorCode.UNAVAILABLE),
          Map.entry("CLUSTERDOWN", ErrorCode.UNAVAILABLE),
          Map.entry("TRYAGAIN", ErrorCode.UNAVAILABLE),
          Map.entry("MOVED", ErrorCode.UNAVAILABLE),
          Map.entry("ASK", ErrorCode.UNAVAILABLE),
          Map.entry("CROSSSLOT", ErrorCode.UNSUPPORTED),
          Map.entry("WRONGTYPE", ErrorCode.FAILED_PRECONDITION));

  private static final String OF_REPLICA = "READONLY";

  /** What Redis before 7 answers when a script meets that error. */
  private static final String OF_REPLICA_IN_SCRIPT = ": -READONLY ";

  private RedisFailures() {}

  /** The failure of a command that was not sent. */
  static ComponentException unreachable(String server, Throwable cause) {
    if (cause instanceof JedisDataException error
        && refused(error).code() == ErrorCode.PERMISSION_DENIED) {
      return refused(error);
    }
    var reason = reason(cause);
    var named = server + ": ";
    // A socket names its address, which may be another: that of a Sentinel.
    return new ComponentException(
        ErrorCode.UNAVAILABLE,
        named
            + "no connection: "
            + (reason.startsWith(named) ? reason.substring(named.length()) : reason),
        cause);
  }

  /** The failure of a command that may have run. */
  static ComponentException broken(String server, Throwable cause) {
    return new ComponentException(
        ErrorCode.UNAVAILABLE,
        "%s: the connection broke before the answer, so it is not known whether the command ran: %s"
            .formatted(server, reason(cause)),
        cause);
  }

  /** The failure of a command whose caller has gone or whose time is up; it was not sent. */
  static ComponentException late(Call call) {
    return call.remaining().isZero()
        ? new ComponentException(ErrorCode.TIMEOUT, "the time was up before the command was sent")
        : new ComponentException(ErrorCode.CANCELLED, "the caller has gone");
  }

  /** The failure of a command that Redis refused, or whose reply could not be read. */
  static Throwable translate(Throwable failure) {
    if (failure instanceof JedisDataException error) {
      return refused(error);
    }
    return failure instanceof JedisException
        ? new ComponentException(ErrorCode.UNAVAILABLE, reason(failure), failure)
        : failure;
  }

  /** The failure of a command that Redis answered with an error. */
  static ComponentException refused(JedisDataException error) {
    var message = withoutArguments(reason(error));
    int end = message.indexOf(' ');
    var word = end < 0 ? message : message.substring(0, end);
    var code =
        isOfReplica(error) ? ErrorCode.UNAVAILABLE : CODES.getOrDefault(word, ErrorCode.INTERNAL);
    // Without the cause, whose message shows all.
    return new ComponentException(code, "Redis answered: " + message);
  }

  /** True when an error shows that the server is no master. */
  static boolean isOfReplica(JedisDataException error) {
    var message = String.valueOf(error.getMessage());
    return message.startsWith(OF_REPLICA) || message.contains(OF_REPLICA_IN_SCRIPT);
  }

  /** Redis shows what a command that it does not know came with: perhaps somebody's data. */
  private static String withoutArguments(String message) {
    int start = message.indexOf(", with args beginning with");
    return start < 0 ? message : message.substring(0, start);
  }

  private static String reason(Throwable failure) {
    var cause = failure;
    while (cause.getMessage() == null && cause.getCause() != null) {
      cause = cause.getCause();
    }
    return cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
  }
}
