package io.outrigger.benchmarks.measuring;

import io.outrigger.benchmarks.EchoServer;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Function;

/** Starts the servers that are compared, each at an endpoint of its own. */
public final class Launcher {

  private final Workplace place;
  private final Path distribution;
  private final Function<Endpoint, String> config;

  /**
   * A launcher of the distribution.
   *
   * @param config the sidecar's, for where it shall listen
   */
  public Launcher(Workplace place, Path distribution, Function<Endpoint, String> config) {
    this.place = place;
    this.distribution = distribution;
    this.config = config;
  }

  /** Starts the distribution by its own script. */
  public Server sidecar() throws IOException {
    var endpoint = newEndpoint();
    var file = place.path("config.json");
    Files.writeString(file, config.apply(endpoint));
    var script = distribution.resolve("bin").resolve("outrigger").toString();
    var builder = new ProcessBuilder(script, "run", "-c", file.toString());
    builder.environment().put("OUTRIGGER_JAVA_HOME", System.getProperty("java.home"));
    return new Server("sidecar", endpoint, place, builder);
  }

  /** How a sidecar that answers has been started in the end. */
  public static JvmCommand jvm(Server sidecar) throws IOException {
    var pid = sidecar.pid();
    return JvmCommand.of(ProcFiles.command(pid), ProcFiles.environment(pid));
  }

  /** Starts the echo server with the JVM, the options and the libraries of the sidecar. */
  public Server echo(JvmCommand jvm) throws IOException {
    var endpoint = newEndpoint();
    var port = Integer.toString(endpoint.port());
    var builder = running(jvm, EchoServer.class, port, endpoint.socket().toString());
    return new Server("echo server", endpoint, place, builder);
  }

  /** The command that runs a class of the benchmarks as another JVM was started. */
  public static ProcessBuilder running(JvmCommand jvm, Class<?> main, String... arguments) {
    var source = main.getProtectionDomain().getCodeSource().getLocation();
    var library = Path.of(URI.create(source.toString())).toString();
    return jvm.running(library, main.getName(), arguments);
  }

  private Endpoint newEndpoint() {
    return Endpoint.next(place);
  }
}
