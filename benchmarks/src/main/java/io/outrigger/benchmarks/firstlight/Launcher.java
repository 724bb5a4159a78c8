package io.outrigger.benchmarks.firstlight;

import io.outrigger.benchmarks.EchoServer;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;

/** Starts the servers that are compared, each at an endpoint of its own. */
final class Launcher {

  /** The name of the state store in the sidecar's config. */
  static final String STORE = "first_light";

  private final Workplace place;
  private final Path distribution;

  Launcher(Workplace place, Path distribution) {
    this.place = place;
    this.distribution = distribution;
  }

  /** Starts the distribution by its own script. */
  Server sidecar() throws IOException {
    var endpoint = newEndpoint();
    var config = place.path("config.json");
    Files.writeString(config, config(endpoint));
    var script = distribution.resolve("bin").resolve("outrigger").toString();
    var builder = new ProcessBuilder(script, "run", "-c", config.toString());
    builder.environment().put("OUTRIGGER_JAVA_HOME", System.getProperty("java.home"));
    return new Server("sidecar", endpoint, place, builder);
  }

  private static String config(Endpoint endpoint) {
    return """
    {
      "app": { "app_id": "first-light" },
      "server": { "listen": ["127.0.0.1:%d", "unix:%s"], "graceful_stop_timeout": "1s" },
      "components": { "state": { "%s": { "type": "in-memory" } } }
    }
    """
        .formatted(endpoint.port(), endpoint.socket(), STORE);
  }

  /** How a sidecar that answers has been started in the end. */
  static JvmCommand jvm(Server sidecar) throws IOException {
    var pid = sidecar.pid();
    return JvmCommand.of(ProcFiles.command(pid), ProcFiles.environment(pid));
  }

  /** Starts the echo server with the JVM, the options and the libraries of the sidecar. */
  Server echo(JvmCommand jvm) throws IOException {
    var endpoint = newEndpoint();
    var source = EchoServer.class.getProtectionDomain().getCodeSource().getLocation();
    var builder =
        jvm.running(
            Path.of(URI.create(source.toString())).toString(),
            EchoServer.class.getName(),
            Integer.toString(endpoint.port()),
            endpoint.socket().toString());
    return new Server("echo server", endpoint, place, builder);
  }

  private Endpoint newEndpoint() {
    return new Endpoint(FreePorts.next(), place.path("socket"));
  }
}
