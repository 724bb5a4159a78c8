package io.outrigger.runtime.config;

import io.outrigger.spi.DataSize;
import io.outrigger.spi.Secret;
import io.outrigger.spi.Setting;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The section {@code server}: how the app reaches the sidecar.
 *
 * @param listen at least one address
 * @param maxMessageSize from 1 KiB to 2 GiB less one byte
 * @param gracefulStopTimeout not negative, at most a day
 * @param eventLoops 0 when the count of CPUs decides
 * @param stallWarning positive
 * @param tls empty for plain text
 * @param token printable ASCII; never beside {@code tokenFile}
 * @param tokenFile its lines are the tokens
 * @param limits how much clients may ask for
 */
public record ServerSettings(
    @Setting(
            doc =
                "The addresses to listen on: `host:port`, `[::1]:port` or `unix:/path`; port 0"
                    + " takes a free one. When absent or empty, `127.0.0.1:34904`.")
        List<ListenAddress> listen,
    @Setting(doc = "The largest message, request or response, 1KiB to 2GiB-1.", orElse = "4MiB")
        DataSize maxMessageSize,
    @Setting(
            doc =
                "How long calls are served on after SIGTERM while clients are connected; what is"
                    + " running then has another 5 s to end.",
            orElse = "30s")
        Duration gracefulStopTimeout,
    @Setting(
            doc = "How many event loops serve connections; 0 chooses by the count of CPUs.",
            orElse = "0")
        int eventLoops,
    @Setting(
            doc = "A warning is logged when an event loop does not come round for this long.",
            orElse = "500ms")
        Duration stallWarning,
    @Setting(
            doc =
                "Encrypts the addresses of TCP. A Unix socket stays as it is: its permissions say"
                    + " who may connect.")
        Optional<TlsSettings> tls,
    @Setting(
            doc =
                "What every call must carry in the header `dapr-api-token`, but those of the health"
                    + " service. When it and `token_file` are absent, the environment variable"
                    + " `DAPR_API_TOKEN`, if it is there.")
        Optional<Secret> token,
    @Setting(
            doc =
                "A file with a token on each line, any of which will do. It is looked at every 10"
                    + " s, so that tokens can be changed without a restart.")
        Optional<Path> tokenFile,
    @Setting(doc = "How much clients may ask for.", orElse = "{}") LimitSettings limits) {

  /** The variable that Dapr's sidecar and its clients have the token in. */
  public static final String TOKEN_VARIABLE = "DAPR_API_TOKEN";

  private static final List<ListenAddress> DEFAULT_LISTEN =
      List.of(new ListenAddress.Tcp("127.0.0.1", 34904));

  private static final Pattern TOKEN = Pattern.compile("[ -~]+");

  private static final long KIB = 1024;

  /** Checks the ranges and puts in the default address. */
  public ServerSettings {
    listen = listen.isEmpty() ? DEFAULT_LISTEN : List.copyOf(listen);
    if (maxMessageSize.bytes() < KIB || maxMessageSize.bytes() > Integer.MAX_VALUE) {
      throw new IllegalArgumentException(
          "max_message_size: " + maxMessageSize + " (expected: 1KiB to 2GiB-1)");
    }
    Check.notNegative("graceful_stop_timeout", gracefulStopTimeout);
    Check.atMostOneDay("graceful_stop_timeout", gracefulStopTimeout);
    Check.atLeast("event_loops", eventLoops, 0);
    Check.positive("stall_warning", stallWarning);
    Check.token("token", token);
    if (token.isPresent() && tokenFile.isPresent()) {
      throw new IllegalArgumentException("token_file: given beside token (expected: one of them)");
    }
  }

  /** Whether a header can carry a text as a token: printable ASCII. */
  public static boolean isToken(String text) {
    return TOKEN.matcher(text).matches();
  }

  /** Whether a call needs a token. */
  public boolean needsToken() {
    return token.isPresent() || tokenFile.isPresent();
  }

  /** The same on other addresses. */
  ServerSettings listeningOn(List<ListenAddress> addresses) {
    return with(addresses, token, limits);
  }

  /** The same with a token. */
  ServerSettings asking(Secret secret) {
    return with(listen, Optional.of(secret), limits);
  }

  /** The same with limits of more methods. */
  ServerSettings limiting(Map<String, Double> methods) {
    return with(listen, token, limits.with(methods));
  }

  private ServerSettings with(
      List<ListenAddress> addresses, Optional<Secret> secret, LimitSettings more) {
    return new ServerSettings(
        addresses,
        maxMessageSize,
        gracefulStopTimeout,
        eventLoops,
        stallWarning,
        tls,
        secret,
        tokenFile,
        more);
  }

  /** What holds when a config says nothing. */
  public static ServerSettings defaults() {
    return Defaults.of(ServerSettings.class);
  }
}
