package io.outrigger.dist;

import io.outrigger.runtime.json.PlainJson;
import io.outrigger.spi.Bytes;
import io.outrigger.testkit.FreePort;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Debian's Prometheus, which reads one sidecar every second and knows the alert rules. */
final class Prometheus implements AutoCloseable {

  private final Process process;
  private final int port;
  private final HttpClient client = HttpClient.newHttpClient();

  private Prometheus(Process process, int port) {
    this.process = process;
    this.port = port;
  }

  /** Starts one that reads {@code target}, a host and a port. */
  static Prometheus start(Path directory, String target) throws IOException {
    var config =
        """
        global:
          scrape_interval: 1s
          evaluation_interval: 1s
        rule_files: ["%s"]
        scrape_configs:
          - job_name: outrigger
            static_configs:
              - targets: ["%s"]
        """
            .formatted(Repository.alertRules(), target);
    var file = Files.writeString(directory.resolve("prometheus.yml"), config);
    int port = FreePort.next();
    var process =
        new ProcessBuilder(
                "prometheus",
                "--config.file=" + file,
                "--storage.tsdb.path=" + directory.resolve("prometheus"),
                "--web.listen-address=127.0.0.1:" + port)
            .redirectErrorStream(true)
            .redirectOutput(Redirect.to(directory.resolve("prometheus.log").toFile()))
            .start();
    return new Prometheus(process, port);
  }

  /** The result of a question: a sample for each of its labels. */
  List<?> ask(String question) throws Exception {
    var encoded = URLEncoder.encode(question, StandardCharsets.UTF_8);
    return (List<?>) get("query?query=" + encoded).get("result");
  }

  /** The alert rules, as it has understood them. */
  List<Map<?, ?>> rules() throws Exception {
    var groups = (List<?>) get("rules").get("groups");
    return groups.stream()
        .flatMap(group -> ((List<?>) ((Map<?, ?>) group).get("rules")).stream())
        .<Map<?, ?>>map(rule -> (Map<?, ?>) rule)
        .toList();
  }

  private Map<?, ?> get(String path) throws Exception {
    var uri = URI.create("http://127.0.0.1:" + port + "/api/v1/" + path);
    var body = client.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString()).body();
    var answer = (Map<?, ?>) PlainJson.read(path, Bytes.utf8(body));
    if (!"success".equals(answer.get("status"))) {
      throw new IllegalStateException(body);
    }
    return (Map<?, ?>) answer.get("data");
  }

  @Override
  public void close() {
    process.destroyForcibly().onExit().join();
    client.close();
  }
}
