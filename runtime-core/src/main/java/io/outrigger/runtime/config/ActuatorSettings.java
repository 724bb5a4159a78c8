package io.outrigger.runtime.config;

import io.outrigger.spi.Secret;
import io.outrigger.spi.Setting;
import java.util.List;
import java.util.Optional;

/**
 * The section {@code actuator}: where the sidecar tells its health over HTTP.
 *
 * @param listen at least one address
 * @param token printable ASCII
 */
public record ActuatorSettings(
    @Setting(
            doc =
                "The addresses to listen on, as those of `server`. When absent or empty,"
                    + " `127.0.0.1:34999`. What shows settings or changes something is served on"
                    + " loopback addresses and Unix sockets only.")
        List<ListenAddress> listen,
    @Setting(
            doc =
                "What a request that shows settings or changes something must carry besides, as"
                    + " `Authorization: Bearer TOKEN`.")
        Optional<Secret> token) {

  private static final List<ListenAddress> DEFAULT_LISTEN =
      List.of(new ListenAddress.Tcp("127.0.0.1", 34999));

  /** Puts in the default address, and refuses a token that is none. */
  public ActuatorSettings {
    listen = listen.isEmpty() ? DEFAULT_LISTEN : List.copyOf(listen);
    Check.token("token", token);
  }
}
