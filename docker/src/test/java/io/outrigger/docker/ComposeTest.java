package io.outrigger.docker;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The compose file: what it mounts is there, and Prometheus looks where there are figures. */
final class ComposeTest {

  private Map<?, ?> services = Map.of();

  @BeforeEach
  void read() throws Exception {
    services = Documents.at(Documents.read("", "compose.yaml").getFirst(), "services");
  }

  @Test
  void it_has_the_app_the_sidecar_redis_and_prometheus() {
    assertThat(services.keySet().stream().map(String::valueOf))
        .containsExactly("app", "outrigger", "redis", "prometheus");
  }

  @Test
  void every_file_that_is_mounted_is_there() {
    for (var name : List.of("outrigger", "prometheus")) {
      var volumes = Documents.texts(Documents.at(services, name), "volumes");
      assertThat(volumes).isNotEmpty();
      for (var volume : volumes) {
        assertThat(Documents.DOCKER.resolve(volume.split(":", -1)[0])).isRegularFile();
      }
    }
  }

  @Test
  void the_sidecar_is_where_the_app_is_and_writes_nothing() {
    var sidecar = Documents.at(services, "outrigger");

    assertThat(sidecar.get("network_mode")).isEqualTo("service:app");
    assertThat(sidecar.get("read_only")).isEqualTo(true);
    assertThat(Documents.at(services, "app", "environment").get("OUTRIGGER_ENDPOINT"))
        .isEqualTo("127.0.0.1:34904");
  }

  @Test
  void every_variable_of_the_config_is_given() throws Exception {
    var config = Files.readString(Documents.DOCKER.resolve("compose-config.json"));
    var given = Documents.at(services, "outrigger", "environment").keySet();
    var used = Pattern.compile("\\$\\{(\\w+)}").matcher(config);

    assertThat(used.results().map(match -> match.group(1)).distinct())
        .containsExactlyInAnyOrderElementsOf(given.stream().map(String::valueOf).toList());
  }

  @Test
  void prometheus_reads_the_port_of_the_metrics() throws Exception {
    var read = Documents.read("", "compose-prometheus.yml").getFirst();
    var job = Documents.list(read, "scrape_configs").getFirst();

    assertThat(Documents.list(job, "static_configs").getFirst().get("targets"))
        .isEqualTo(List.of("app:34903"));
    assertThat(Files.readString(Documents.DOCKER.resolve("compose-config.json")))
        .contains("\"port\": 34903");
  }
}
