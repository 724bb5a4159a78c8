package io.outrigger.runtime.telemetry.trace;

import io.outrigger.runtime.config.TracingSettings;
import io.outrigger.runtime.config.TracingSettings.Driver;
import io.outrigger.runtime.config.TracingSettings.Reporter;
import io.outrigger.runtime.telemetry.TraceCounts;
import io.outrigger.runtime.trace.Exit;
import io.outrigger.spi.Secret;
import java.util.Map;
import java.util.Optional;

/** The settings of tests, and the calls they make. */
final class Setup {

  static final Exit GET = new Exit("state.get", "s", "redis", "redis:6379");

  private Setup() {}

  static Tracing sending(Driver driver, String address, int queue) {
    return Tracing.start(
        Optional.of(
            new TracingSettings(
                driver,
                Reporter.GRPC,
                Optional.of(address),
                Optional.of("orders-sidecar"),
                Optional.of("7@pod"),
                1,
                queue,
                Optional.of(Secret.of("letmein")),
                Optional.empty())),
        "orders");
  }

  static TraceCounts counts(Tracing tracing) {
    return tracing.counts().orElseThrow();
  }

  /** One call with one exit. */
  static void call(Tracing tracing, Map<String, String> headers) {
    var call = tracing.tracer().entry("spec.proto.runtime.v1.Runtime/GetState", headers::get);
    call.exit(GET).end("OK", false);
    call.end("OK", false);
  }
}
