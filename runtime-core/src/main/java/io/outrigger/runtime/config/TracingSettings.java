package io.outrigger.runtime.config;

import io.outrigger.spi.Secret;
import io.outrigger.spi.Setting;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The section {@code tracing}: where the sidecar tells its part of traces.
 *
 * @param driver which system it speaks to
 * @param reporter how it does
 * @param backendService {@code host:port} of the collector; needed for {@link Reporter#GRPC}
 * @param serviceName what the collector shows; the app when absent
 * @param instanceName which process of the service this is; the process and its host when absent
 * @param sampleRate which part of the traces that begin here is recorded, 0 to 1
 * @param maxSendQueueSize how many segments wait at most
 * @param authentication the collector's token
 * @param tls how the connection to the collector is secured; it is plain text when absent
 */
public record TracingSettings(
    @Setting(
            doc =
                "The tracing system: `skywalking`, or `otlp` for collectors of OpenTelemetry. With"
                    + " the SkyWalking Java agent attached, spans go the agent's way.")
        Driver driver,
    @Setting(doc = "Whether spans are logged or sent.", orElse = "log") Reporter reporter,
    @Setting(doc = "`host:port` of the collector; needed when spans are sent.")
        Optional<String> backendService,
    @Setting(doc = "What the collector calls this sidecar; the app when absent.")
        Optional<String> serviceName,
    @Setting(doc = "What the collector calls this process; its number and host when absent.")
        Optional<String> instanceName,
    @Setting(
            doc =
                "Which part of the traces that begin here is recorded, 0 to 1. What a caller has"
                    + " decided for its trace is kept to.",
            orElse = "1")
        double sampleRate,
    @Setting(
            doc =
                "How many segments, one for each call, may wait to be sent; what comes then is"
                    + " lost and counted.",
            orElse = "500")
        int maxSendQueueSize,
    @Setting(
            doc =
                "The token that the collector asks for: the header `authentication` for SkyWalking,"
                    + " `authorization` for OTLP.")
        Optional<Secret> authentication,
    @Setting(doc = "Secures the connection to the collector; plain text when absent.")
        Optional<Tls> tls) {

  private static final String ADDRESS = ".+:\\d{1,5}";

  /** The tracing systems. */
  public enum Driver {
    /** Apache SkyWalking. */
    SKYWALKING,
    /** OpenTelemetry's protocol over gRPC. */
    OTLP
  }

  /** How spans leave the sidecar. */
  public enum Reporter {
    /** As lines of the log. */
    LOG,
    /** To a collector. */
    GRPC
  }

  /**
   * How the collector is believed, and how it believes the sidecar.
   *
   * @param certFile PEM, the certificates to trust; the JDK's when absent
   * @param serverNameOverride the name in the collector's certificate; that of the address when
   *     absent
   * @param clientCertFile PEM, the sidecar's own certificate and what signed it
   * @param clientKeyFile PEM, its key; both or neither
   */
  public record Tls(
      @Setting(doc = "PEM file of the certificates to trust; the JDK's own when absent.")
          Optional<Path> certFile,
      @Setting(doc = "The name in the collector's certificate; that of the address when absent.")
          Optional<String> serverNameOverride,
      @Setting(doc = "PEM file of the sidecar's own certificate; needs `client_key_file`.")
          Optional<Path> clientCertFile,
      @Setting(doc = "PEM file of its key, in PKCS#8.") Optional<Path> clientKeyFile) {

    /** Refuses a certificate without its key, and the other way round. */
    public Tls {
      if (clientCertFile.isPresent() != clientKeyFile.isPresent()) {
        throw new IllegalArgumentException(
            "client_cert_file and client_key_file: one without the other (expected: both or none)");
      }
    }
  }

  /** Refuses a reporter without its collector, and values out of range. */
  public TracingSettings {
    if (reporter == Reporter.GRPC && backendService.isEmpty()) {
      throw new IllegalArgumentException(
          "reporter: grpc without backend_service (expected: host:port of the collector)");
    }
    backendService
        .filter(address -> !address.matches(ADDRESS) || address.contains("/"))
        .ifPresent(address -> {
          throw new IllegalArgumentException(
              "backend_service: \"" + address + "\" (expected: host:port of the collector)");
        });
    Check.share("sample_rate", sampleRate);
    Check.atLeast("max_send_queue_size", maxSendQueueSize, 1);
  }
}
