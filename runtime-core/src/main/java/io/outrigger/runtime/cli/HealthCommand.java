package io.outrigger.runtime.cli;

import io.outrigger.runtime.config.ListenAddress;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Asks a running sidecar whether it can serve, for probes that run a program. */
@Command(
    name = "health",
    description = {
      "Asks a running sidecar whether it and all its components can serve.",
      "Ends with 0 when they can, 1 when they cannot, 69 when no sidecar answers."
    },
    mixinStandardHelpOptions = true)
final class HealthCommand implements Callable<Integer> {

  private static final String HTTP = "http:";

  @Option(
      names = {"-a", "--address"},
      paramLabel = "ADDRESS",
      defaultValue = "${env:OUTRIGGER_ENDPOINT:-127.0.0.1:34904}",
      description = {
        "Where the app calls it, host:port or unix:/path, or http://host:port of its actuator;",
        "OUTRIGGER_ENDPOINT, or else ${DEFAULT-VALUE}."
      })
  private String address = "";

  @Option(
      names = {"-t", "--timeout"},
      paramLabel = "SECONDS",
      defaultValue = "3",
      description = "How long to wait for the answer; ${DEFAULT-VALUE} if not given.")
  private double timeoutSeconds = 3;

  @Mixin private TlsOptions tls = new TlsOptions();

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() {
    var question = question();
    PrintWriter err = spec.commandLine().getErr();
    try {
      var answer = question.ask(timeout());
      (answer.isServing() ? spec.commandLine().getOut() : err).println(answer.text());
      return (answer.isServing() ? ExitCode.OK : ExitCode.REFUSED).number();
    } catch (IOException e) {
      err.printf("outrigger: no sidecar answers at %s (%s)%n", address, e.getMessage());
      return ExitCode.UNAVAILABLE.number();
    }
  }

  private HealthQuestion question() {
    var security = tls.tls();
    try {
      if (!address.startsWith(HTTP)) {
        return new HealthQuestion.OfApi(ListenAddress.parse(address), security);
      }
      if (security.isPresent()) {
        throw new InputException("the actuator has no TLS (expected: " + HTTP + "// without it)");
      }
      return HealthQuestion.OfActuator.at(address);
    } catch (IllegalArgumentException e) {
      throw new InputException("--address " + e.getMessage(), e);
    }
  }

  private Duration timeout() {
    if (!(timeoutSeconds > 0 && timeoutSeconds <= 3600)) {
      throw new InputException("--timeout " + timeoutSeconds + " (expected: 0 to 3600 s)");
    }
    return Duration.ofMillis(Math.max(1, Math.round(timeoutSeconds * 1000)));
  }
}
