package io.outrigger.qiniu;

import io.outrigger.objectstore.StoreFailures;
import io.outrigger.spi.ComponentException;
import io.outrigger.spi.ErrorCode;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Says with which code what Qiniu answers reaches the caller. */
final class QiniuFailures {

  private static final int NO_BUCKET = 631;
  private static final int MOST_TEXT = 300;
  private static final Pattern ERROR =
      Pattern.compile("\"error\"\\s*:\\s*\"((?:[^\"\\\\]|\\\\.)*)\"");
  private static final String RIGHT_TIME = "the clock of this host to agree with Qiniu's";
  private static final String RIGHT_KEYS =
      "accessKeyID and accessKeySecret of an account that may do this";
  private static final String SIGNATURE =
      "a public bucket, or the setting private, by which downloads are signed";
  private static final Pattern CLOCK =
      Pattern.compile("expired|skew|x-qiniu-date", Pattern.CASE_INSENSITIVE);

  private QiniuFailures() {}

  /**
   * The failure of a request that Qiniu has refused.
   *
   * @param subject what it was about, such as {@code file "a/b"}
   */
  static ComponentException of(String subject, Reply reply) {
    return of(code(reply.status()), subject, reply);
  }

  /** As {@link #of(String, Reply)}, with another code than the status has by itself. */
  static ComponentException of(ErrorCode code, String subject, Reply reply) {
    boolean isLate = message(reply).filter(text -> CLOCK.matcher(text).find()).isPresent();
    return of(code, subject, reply, isLate ? RIGHT_TIME : RIGHT_KEYS);
  }

  /** The failure of a download that was not signed. */
  static ComponentException ofUnsigned(String subject, Reply reply) {
    return of(code(reply.status()), subject, reply, SIGNATURE);
  }

  private static ComponentException of(
      ErrorCode code, String subject, Reply reply, String whenDenied) {
    var text = new StringBuilder(subject).append(": Qiniu answers ").append(reply.status());
    message(reply).ifPresent(message -> text.append(": ").append(message));
    if (code == ErrorCode.PERMISSION_DENIED) {
      text.append(" (expected: ").append(whenDenied).append(')');
    } else if (reply.status() == NO_BUCKET) {
      text.append(" (expected: the setting bucket to name one of the account)");
    }
    if (!reply.requestId().isEmpty()) {
      text.append(" [request ").append(reply.requestId()).append(']');
    }
    return new ComponentException(code, text.toString());
  }

  /** Qiniu's own numbers; see its page on the status of replies. */
  private static ErrorCode code(int status) {
    return switch (status) {
      case 406 -> ErrorCode.UNAVAILABLE; // The content has been changed on its way.
      case 419 -> ErrorCode.PERMISSION_DENIED; // The account is frozen.
      case 478 -> ErrorCode.UNAVAILABLE; // The origin of a mirrored file is down.
      case 573, 630 -> ErrorCode.RESOURCE_EXHAUSTED; // Too many requests, or buckets.
      case 608, 701 -> ErrorCode.ABORTED; // Changed meanwhile; an upload that has expired.
      case 612, NO_BUCKET -> ErrorCode.NOT_FOUND; // No such file; no such bucket.
      case 614 -> ErrorCode.ALREADY_EXISTS;
      case 640 -> ErrorCode.INVALID_ARGUMENT; // No marker of a list.
      default ->
          status >= 600 ? ErrorCode.INTERNAL : new StoreFailures.Answer(status, "", "").code();
    };
  }

  /** What Qiniu says: of JSON the error, or else the beginning of the text. */
  private static Optional<String> message(Reply reply) {
    var body = reply.body().toUtf8();
    var match = ERROR.matcher(body);
    var text = match.find() ? plain(match) : body.strip();
    return Optional.of(text.substring(0, Math.min(text.length(), MOST_TEXT)))
        .filter(each -> !each.isEmpty());
  }

  private static String plain(Matcher match) {
    return match.group(1).replace("\\\"", "\"").replace("\\\\", "\\");
  }
}
