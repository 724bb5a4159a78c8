package io.outrigger.runtime.config;

import io.outrigger.spi.Setting;
import java.util.List;

/**
 * The section {@code actuator}: where the sidecar tells its health over HTTP.
 *
 * @param listen at least one address
 */
public record ActuatorSettings(
    @Setting(
            doc =
                "The addresses to listen on, as those of `server`. When absent or empty,"
                    + " `127.0.0.1:34999`.")
        List<ListenAddress> listen) {

  private static final List<ListenAddress> DEFAULT_LISTEN =
      List.of(new ListenAddress.Tcp("127.0.0.1", 34999));

  /** Puts in the default address. */
  public ActuatorSettings {
    listen = listen.isEmpty() ? DEFAULT_LISTEN : List.copyOf(listen);
  }
}
