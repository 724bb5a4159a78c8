package io.outrigger.benchmarks.see;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.outrigger.benchmarks.measuring.BenchmarkException;
import io.outrigger.benchmarks.measuring.FreePorts;
import io.outrigger.benchmarks.measuring.Launcher;
import io.outrigger.benchmarks.measuring.Server;
import io.outrigger.benchmarks.measuring.Setup;
import io.outrigger.benchmarks.measuring.StateClient;
import io.outrigger.benchmarks.measuring.Subject;
import io.outrigger.benchmarks.measuring.Subject.Question;
import java.io.IOException;
import java.net.URI;

/**
 * A running sidecar with a value to ask for.
 *
 * @param metrics the port of its metrics, if it has them
 */
record Sidecar(Server server, Subject subject, int metrics) implements AutoCloseable {

  /** Starts one, and saves the value. */
  static Sidecar start(View view, Setup setup, int collector)
      throws IOException, InterruptedException {
    var metrics = FreePorts.next();
    var launcher =
        new Launcher(
            setup.place(),
            setup.distribution(),
            endpoint -> view.config(endpoint, metrics, collector));
    var server = launcher.sidecar();
    server.awaitListening();
    try (var client = new StateClient(server)) {
      client.save();
      var question = new Question("GetState", StateClient.QUESTION);
      var subject = Subject.of(server, question, client.checkedGet(), setup.place());
      return new Sidecar(server, subject, metrics);
    }
  }

  /** A figure without labels, as its metrics show it now. */
  double figure(String name) throws IOException {
    try (var page = URI.create("http://127.0.0.1:" + metrics + "/metrics").toURL().openStream()) {
      return figure(new String(page.readAllBytes(), UTF_8), name);
    }
  }

  /**
   * A figure on a page of Prometheus.
   *
   * @throws BenchmarkException when it is not there
   */
  static double figure(String page, String name) {
    return page.lines()
        .filter(line -> line.startsWith(name + ' '))
        .map(line -> Double.parseDouble(line.substring(name.length() + 1)))
        .findFirst()
        .orElseThrow(() -> new BenchmarkException("the sidecar does not show " + name));
  }

  @Override
  public void close() {
    server.close();
  }
}
