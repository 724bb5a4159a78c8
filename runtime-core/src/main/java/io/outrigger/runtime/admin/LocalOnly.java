package io.outrigger.runtime.admin;

import io.outrigger.runtime.http.HttpAnswer;
import io.outrigger.runtime.http.HttpHandler;
import io.outrigger.runtime.http.HttpQuestion;
import io.outrigger.spi.Secret;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Lets through who asks from this host, by no web page, and with the token if there is one: for
 * what shows settings or changes something. Safe for use by many threads.
 */
final class LocalOnly implements HttpHandler {

  private static final String BEARER = "Bearer ";

  /** What a host of this machine is called by those who do not come from elsewhere. */
  private static final Pattern LOCAL_NAME =
      Pattern.compile("(?:localhost|127(?:\\.\\d{1,3}){3}|\\[::1])?(?::\\d+)?");

  private final Optional<Secret> token;
  private final HttpHandler next;

  LocalOnly(Optional<Secret> token, HttpHandler next) {
    this.token = token;
    this.next = next;
  }

  @Override
  public HttpAnswer answer(HttpQuestion question) {
    if (!question.isLocal()) {
      return Answers.error(
          Answers.FORBIDDEN,
          "only on a loopback address: add one to actuator.listen, such as 127.0.0.1:34999");
    }
    if (isOfBrowser(question)) {
      return Answers.error(Answers.FORBIDDEN, "not for the pages of a browser");
    }
    if (!isAuthorized(question)) {
      return Answers.error(
              Answers.UNAUTHORIZED, "expected: Authorization: Bearer and actuator.token")
          .with("www-authenticate", "Bearer");
    }
    return next.answer(question);
  }

  /** A page can make its reader's browser ask here, by this host's name or by its own. */
  private static boolean isOfBrowser(HttpQuestion question) {
    return question.header("origin").isPresent()
        || !LOCAL_NAME.matcher(question.header("host").orElse("")).matches();
  }

  /** Takes as long for a token that is nearly right as for one that is not. */
  private boolean isAuthorized(HttpQuestion question) {
    if (token.isEmpty()) {
      return true;
    }
    var given = question.header("authorization").orElse("");
    var expected = BEARER + token.get().reveal();
    return MessageDigest.isEqual(
        given.getBytes(StandardCharsets.UTF_8), expected.getBytes(StandardCharsets.UTF_8));
  }
}
