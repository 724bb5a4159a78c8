package io.outrigger.runtime.config;

import io.outrigger.spi.Secret;
import io.outrigger.spi.Setting;
import java.util.Optional;

/**
 * The section {@code tracing}: where the sidecar tells its part of traces.
 *
 * @param driver which system it speaks to
 * @param reporter how it does
 * @param backendService {@code host:port} of the collector; needed for {@link Reporter#GRPC}
 * @param serviceName what the collector shows; the app when absent
 * @param maxSendQueueSize how many segments wait at most
 * @param authentication the collector's token
 */
public record TracingSettings(
    @Setting(doc = "The tracing system.") Driver driver,
    @Setting(doc = "Whether spans are logged or sent.", orElse = "log") Reporter reporter,
    @Setting(doc = "`host:port` of the collector; needed when spans are sent.")
        Optional<String> backendService,
    @Setting(doc = "What the collector calls this sidecar; the app when absent.")
        Optional<String> serviceName,
    @Setting(doc = "How many segments may wait to be sent.", orElse = "500") int maxSendQueueSize,
    @Setting(doc = "The token that the collector asks for.") Optional<Secret> authentication) {

  /** The tracing systems. */
  public enum Driver {
    /** Apache SkyWalking. */
    SKYWALKING
  }

  /** How spans leave the sidecar. */
  public enum Reporter {
    /** As lines of the log. */
    LOG,
    /** To a collector. */
    GRPC
  }

  /** Refuses a reporter without its collector. */
  public TracingSettings {
    if (reporter == Reporter.GRPC && backendService.isEmpty()) {
      throw new IllegalArgumentException(
          "reporter: grpc without backend_service (expected: host:port of the collector)");
    }
    Check.atLeast("max_send_queue_size", maxSendQueueSize, 1);
  }
}
