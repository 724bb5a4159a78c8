package io.outrigger.docker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.outrigger.runtime.json.PlainJson;
import java.io.IOException;
import java.net.Inet4Address;
import java.net.NetworkInterface;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The configs that are deployed, given to the sidecar that reads them there. */
final class DeployedConfigIT {

  private static final Map<String, String> VARIABLES =
      Map.of("APP_ID", "app", "REDIS_HOST", "redis:6379", "REDIS_PASSWORD", "x");

  @TempDir private Path directory;

  @ParameterizedTest
  @ValueSource(strings = {"config.json", "compose-config.json"})
  void the_configs_of_the_image_and_of_compose_are_right(String name) throws Exception {
    assertThat(Distribution.check(Documents.DOCKER.resolve(name), VARIABLES))
        .startsWith("exit 0: ");
  }

  @Test
  void the_configs_of_the_manifests_and_of_the_chart_are_right() throws Exception {
    for (var workload : List.of(ManifestsTest.workload("deployment.yaml"), rendered())) {
      var file = Files.writeString(directory.resolve("config.json"), workload.config());

      assertThat(Distribution.check(file, VARIABLES)).startsWith("exit 0: ");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"deployment.yaml", "deployment-before-1.29.yaml", "job.yaml", "chart"})
  void its_probes_are_answered_on_the_address_of_the_pod(String name) throws Exception {
    var workload = name.equals("chart") ? rendered() : ManifestsTest.workload(name);
    var config = Files.writeString(directory.resolve("config.json"), here(workload));
    try (var sidecar = Distribution.start(config, VARIABLES, directory.resolve("sidecar.log"))) {
      for (var probe : workload.probes().values()) {
        assertThat(status(podAddress(), sidecar.actuatorPort(), probe.path()))
            .as(probe.path())
            .isEqualTo(200);
      }
      assertThat(status(podAddress(), sidecar.actuatorPort(), "/actuator/health/none"))
          .isEqualTo(404);
      assertThat(sidecar.terminate()).isZero();
    }
  }

  @Test
  void without_the_actuator_on_every_address_no_probe_would_be_answered() throws Exception {
    var local = here(rendered()).replace("0.0.0.0:0", "127.0.0.1:0");
    var config = Files.writeString(directory.resolve("config.json"), local);
    try (var sidecar = Distribution.start(config, VARIABLES, directory.resolve("sidecar.log"))) {
      var port = sidecar.actuatorPort();

      assertThatThrownBy(() -> status(podAddress(), port, "/actuator/health"))
          .isInstanceOf(IOException.class);
    }
  }

  private Workload rendered() throws IOException {
    return Workload.of(Charts.render(Files.writeString(directory.resolve("values.yaml"), "{}")));
  }

  /** A config for this machine: the same addresses, free ports, no folder of a pod, no Redis. */
  private String here(Workload workload) {
    var config = new LinkedHashMap<Object, Object>(workload.parsedConfig());
    config.put("components", Map.of("state", Map.of("state", Map.of("type", "in-memory"))));
    return PlainJson.write(config)
        .replace(":34904", ":0")
        .replace(":34999", ":0")
        .replace("34903", "0")
        .replace("/run/outrigger", directory.toString());
  }

  /** An address of this machine that is no loopback address, as a pod's is none. */
  private static String podAddress() throws IOException {
    return NetworkInterface.networkInterfaces()
        .flatMap(NetworkInterface::inetAddresses)
        .filter(address -> address instanceof Inet4Address && !address.isLoopbackAddress())
        .map(address -> Objects.requireNonNull(address.getHostAddress()))
        .findFirst()
        .orElseThrow(() -> new AssertionError("this machine has loopback addresses only"));
  }

  private static int status(String host, int port, String path)
      throws IOException, InterruptedException {
    var request = HttpRequest.newBuilder(URI.create("http://" + host + ":" + port + path)).build();
    try (var client = HttpClient.newHttpClient()) {
      return client.send(request, BodyHandlers.discarding()).statusCode();
    }
  }
}
