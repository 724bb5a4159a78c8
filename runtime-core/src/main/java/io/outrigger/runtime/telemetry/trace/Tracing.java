package io.outrigger.runtime.telemetry.trace;

import io.outrigger.runtime.config.TracingSettings;
import io.outrigger.runtime.config.TracingSettings.Driver;
import io.outrigger.runtime.telemetry.Sampler;
import io.outrigger.runtime.telemetry.TraceCounts;
import io.outrigger.runtime.trace.Tracer;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The tracing of one sidecar. */
public final class Tracing implements AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(Tracing.class);

  private final Tracer tracer;
  private final Optional<Reporter> reporter;

  private Tracing(Tracer tracer, Optional<Reporter> reporter) {
    this.tracer = tracer;
    this.reporter = reporter;
  }

  /** What begins the spans. */
  public Tracer tracer() {
    return tracer;
  }

  /** What has become of them; empty when nothing is traced, or an agent has the spans. */
  public Optional<TraceCounts> counts() {
    return reporter.map(it -> it);
  }

  /**
   * Begins to report as {@code settings} say. A collector that is down does no harm, now or later.
   *
   * @param settings empty for no tracing
   * @param appId the service when the settings name none; may be empty
   * @throws IllegalArgumentException when a file of the settings cannot be read, or has something
   *     else in it
   */
  public static Tracing start(Optional<TracingSettings> settings, String appId) {
    boolean agentWanted = settings.map(it -> it.driver() == Driver.SKYWALKING).orElse(true);
    if (agentWanted && AgentTracer.isAttached()) {
      log.info("event=tracing by=\"the SkyWalking Java agent\"");
      return new Tracing(new AgentTracer(), Optional.empty());
    }
    return settings
        .map(it -> reporting(it, identity(it, appId)))
        .orElseGet(() -> new Tracing(Tracer.none(), Optional.empty()));
  }

  private static Identity identity(TracingSettings settings, String appId) {
    var app = appId.isEmpty() ? "outrigger" : appId;
    return new Identity(
        settings.serviceName().orElse(app),
        settings.instanceName().orElseGet(Identity::defaultInstance));
  }

  private static Tracing reporting(TracingSettings settings, Identity identity) {
    var reporter = new Reporter(sender(settings, identity), settings.maxSendQueueSize());
    var propagation =
        switch (settings.driver()) {
          case SKYWALKING -> new SkyWalkingPropagation(identity);
          case OTLP -> new W3cPropagation();
        };
    var recorder = new Recorder(propagation, new Sampler(settings.sampleRate()), reporter);
    log.info(
        "event=tracing driver={} reporter={} collector={} service={} instance={} sample_rate={}",
        settings.driver(),
        settings.reporter(),
        settings.backendService().orElse("none"),
        identity.service(),
        identity.instance(),
        settings.sampleRate());
    return new Tracing(recorder, Optional.of(reporter));
  }

  private static Sender sender(TracingSettings settings, Identity identity) {
    return switch (settings.reporter()) {
      case LOG -> new LogSender();
      case GRPC ->
          switch (settings.driver()) {
            case SKYWALKING ->
                new SkyWalkingSender(new Collector(settings, SkyWalkingSender.TOKEN), identity);
            case OTLP -> new OtlpSender(new Collector(settings, OtlpSender.TOKEN), identity);
          };
    };
  }

  /** Sends what there is to send, for a few seconds at most, and stops. */
  @Override
  public void close() {
    reporter.ifPresent(Reporter::close);
  }
}
