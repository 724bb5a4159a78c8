package io.outrigger.client;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A call that failed, from blocking methods as it is and from stages and publishers as their
 * failure. Only what the application brings along fails with something else: local files and
 * streams ({@link java.io.UncheckedIOException}), codecs that cannot encode, publishers, the
 * supplier of the caller's context.
 */
public final class OutriggerException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final ErrorCode code;
  private final String reason;
  private final String store;
  private final @Nullable String key;
  private final String serverMessage;

  OutriggerException(
      ErrorCode code, String reason, Subject subject, String message, @Nullable Throwable cause) {
    super(text(code, reason, subject, message), cause);
    this.code = code;
    this.reason = reason;
    this.store = subject.store();
    this.key = subject.key();
    this.serverMessage = message;
  }

  private OutriggerException(OutriggerException other) {
    super(other.getMessage(), other);
    this.code = other.code;
    this.reason = other.reason;
    this.store = other.store;
    this.key = other.key;
    this.serverMessage = other.serverMessage;
  }

  /** The same failure with the stack of the thread that waited for it. */
  OutriggerException seenHere() {
    return new OutriggerException(this);
  }

  private static String text(ErrorCode code, String reason, Subject subject, String message) {
    var text = new StringBuilder().append(code);
    if (!reason.isEmpty()) {
      text.append(" (").append(reason).append(')');
    }
    if (!subject.store().isEmpty()) {
      text.append(" in ").append(subject.store());
    }
    if (subject.key() != null) {
      text.append(" at \"").append(subject.key()).append('"');
    }
    return text.append(": ").append(message).toString();
  }

  /** What kind of failure it is. */
  public ErrorCode code() {
    return code;
  }

  /**
   * Why, for programs to look at, such as {@code ETAG_MISMATCH} or {@code UNKNOWN_INSTANCE}; the
   * sidecar's reference lists them. Empty where there is none, as when no sidecar answered.
   */
  public String reason() {
    return reason;
  }

  /** The instance that was called, by its name in the config; empty for the sidecar as a whole. */
  public Optional<String> store() {
    return store.isEmpty() ? Optional.empty() : Optional.of(store);
  }

  /** The key, resource, file or secret that the call was about; empty for several or none. */
  public Optional<String> key() {
    return Optional.ofNullable(key);
  }

  /**
   * Whether the same call may succeed later. It says nothing of what the failed one did: after
   * {@link ErrorCode#DEADLINE_EXCEEDED} and {@link ErrorCode#UNAVAILABLE} a write may have taken
   * place.
   */
  public boolean retryable() {
    return switch (code) {
      case UNAVAILABLE, DEADLINE_EXCEEDED -> true;
      // Without a reason, it is a message that is too large and will be.
      case RESOURCE_EXHAUSTED -> !reason.isEmpty();
      case ABORTED -> !reason.equals("ETAG_MISMATCH");
      default -> false;
    };
  }

  /** What the sidecar said, without what {@link #getMessage} puts before it. */
  public String serverMessage() {
    return serverMessage;
  }
}
