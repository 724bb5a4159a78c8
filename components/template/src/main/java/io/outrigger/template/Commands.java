package io.outrigger.template;

import static java.util.stream.Collectors.joining;

import io.outrigger.spi.Bytes;
import io.outrigger.spi.ComponentException;
import io.outrigger.spi.DataSize;
import io.outrigger.spi.ErrorCode;
import io.outrigger.spi.Secret;
import io.outrigger.spi.state.DeleteRequest;
import io.outrigger.spi.state.GetRequest;
import io.outrigger.spi.state.SetRequest;
import io.outrigger.spi.state.StateOperation;
import io.outrigger.spi.state.StateValue;
import io.outrigger.spi.state.WriteOptions;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Writes requests as lines for the server and reads its answers. Keys and values are in Base64,
 * since they may hold any byte.
 */
final class Commands {

  private static final Pattern VERSION = Pattern.compile("[1-9]\\d{0,17}");

  private final DataSize maxValue;

  Commands(DataSize maxValue) {
    this.maxValue = maxValue;
  }

  static String login(String user, Secret password) {
    return "LOGIN " + text(user) + ' ' + text(password.reveal());
  }

  static String get(GetRequest request) {
    return "GET " + text(request.key());
  }

  /** Writes that take place together or not at all. */
  String writes(List<? extends StateOperation> operations) {
    return operations.stream().map(this::write).collect(joining(";"));
  }

  private String write(StateOperation operation) {
    return switch (operation) {
      case SetRequest set ->
          "SET %s %s %d %s"
              .formatted(
                  text(set.key()), condition(set, true), millis(set.ttl()), base64(checked(set)));
      case DeleteRequest delete ->
          "DELETE %s %s".formatted(text(delete.key()), condition(delete, false));
    };
  }

  private Bytes checked(SetRequest request) {
    if (request.value().size() > maxValue.bytes()) {
      throw new ComponentException(
          ErrorCode.RESOURCE_EXHAUSTED,
          "value of key \"%s\": %d bytes (expected: at most max_value, %s)"
              .formatted(request.key(), request.value().size(), maxValue));
    }
    return request.value();
  }

  /** What must stand under the key: a version, {@code none}, or {@code any} of the two. */
  private static String condition(StateOperation operation, boolean mayNeedAbsence) {
    WriteOptions options = operation.options();
    if (!options.needsEtag()) {
      return mayNeedAbsence && options.needsAbsence() ? "none" : "any";
    }
    if (!VERSION.matcher(options.etag()).matches()) {
      throw new ComponentException(
          ErrorCode.ETAG_INVALID,
          "etag of key \"%s\": \"%s\" (expected: one that a read has answered)"
              .formatted(operation.key(), options.etag()));
    }
    return options.etag();
  }

  /** Rounded up, since 0 means for ever. */
  private static long millis(@Nullable Duration ttl) {
    return ttl == null ? 0 : ttl.plusNanos(999_999).toMillis();
  }

  static boolean isDone(String answer) {
    return answer.equals("OK");
  }

  /** What an answer means that is not {@link #isDone}: {@code CONFLICT key}. */
  static ComponentException conflict(String answer) {
    var key = bytes(words(answer)[1]).toUtf8();
    return new ComponentException(
        ErrorCode.ETAG_MISMATCH,
        "key \"" + key + "\": has another version (expected: the one that the write names)");
  }

  /** Reads {@code NONE}, or {@code VALUE version end bytes}. */
  static StateValue value(String answer) {
    var words = words(answer);
    if (words[0].equals("NONE")) {
      return StateValue.absent();
    }
    long end = Long.parseLong(words[2]);
    Map<String, String> metadata =
        end == Long.MAX_VALUE
            ? Map.of()
            : Map.of(StateValue.TTL_EXPIRE_TIME, Instant.ofEpochMilli(end).toString());
    return new StateValue(bytes(words[3]), words[1], metadata);
  }

  private static String[] words(String answer) {
    return answer.split(" ", -1);
  }

  private static String text(String text) {
    return base64(Bytes.utf8(text));
  }

  private static String base64(Bytes bytes) {
    return Base64.getEncoder().encodeToString(bytes.toArray());
  }

  private static Bytes bytes(String base64) {
    return Bytes.wrap(Base64.getDecoder().decode(base64));
  }
}
