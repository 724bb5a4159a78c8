package io.outrigger.runtime.config;

import io.outrigger.spi.DataSize;
import io.outrigger.spi.Setting;
import java.time.Duration;
import java.util.List;

/**
 * The section {@code server}: how the app reaches the sidecar.
 *
 * @param listen at least one address
 * @param maxMessageSize from 1 KiB to 2 GiB less one byte
 * @param gracefulStopTimeout not negative, at most a day
 * @param eventLoops 0 when the count of CPUs decides
 * @param stallWarning positive
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
        Duration stallWarning) {

  private static final List<ListenAddress> DEFAULT_LISTEN =
      List.of(new ListenAddress.Tcp("127.0.0.1", 34904));

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
  }

  /** The same on other addresses. */
  ServerSettings listeningOn(List<ListenAddress> addresses) {
    return new ServerSettings(
        addresses, maxMessageSize, gracefulStopTimeout, eventLoops, stallWarning);
  }

  /** What holds when a config says nothing. */
  public static ServerSettings defaults() {
    return Defaults.of(ServerSettings.class);
  }
}
