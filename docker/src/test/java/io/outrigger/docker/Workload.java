package io.outrigger.docker;

import static org.assertj.core.api.Assertions.assertThat;

import io.outrigger.runtime.json.PlainJson;
import io.outrigger.spi.Bytes;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Stream;

/** A Deployment or a Job, with the ConfigMaps and Secrets that it names. */
final class Workload {

  private static final List<String> PROBES =
      List.of("startupProbe", "readinessProbe", "livenessProbe");

  private final List<Map<?, ?>> objects;
  private final Map<?, ?> workload;

  private Workload(List<Map<?, ?>> objects, Map<?, ?> workload) {
    this.objects = objects;
    this.workload = workload;
  }

  static Workload of(List<Map<?, ?>> objects) {
    return new Workload(objects, only(objects, "Deployment", "Job"));
  }

  private static Map<?, ?> only(List<Map<?, ?>> objects, String... kinds) {
    var found =
        objects.stream()
            .filter(object -> List.of(kinds).contains(Documents.text(object, "kind")))
            .toList();
    assertThat(found).as("one of %s", List.of(kinds)).hasSize(1);
    return found.getFirst();
  }

  String kind() {
    return Documents.text(workload, "kind");
  }

  Map<?, ?> pod() {
    return Documents.at(workload, "spec", "template", "spec");
  }

  List<Map<?, ?>> containers() {
    return Stream.of("initContainers", "containers")
        .flatMap(key -> Documents.list(pod(), key).stream())
        .toList();
  }

  Map<?, ?> sidecar() {
    return containers().stream()
        .filter(container -> Documents.text(container, "name").equals("outrigger"))
        .findFirst()
        .orElseThrow();
  }

  /** Whether Kubernetes treats the sidecar as one. */
  boolean isNative() {
    return Documents.list(pod(), "initContainers").contains(sidecar())
        && "Always".equals(sidecar().get("restartPolicy"));
  }

  /** The sidecar's config, as it is mounted. */
  String config() {
    return Documents.text(Documents.at(only(objects, "ConfigMap"), "data"), "config.json");
  }

  Map<?, ?> parsedConfig() {
    return (Map<?, ?>) Objects.requireNonNull(PlainJson.read("config.json", Bytes.utf8(config())));
  }

  /** The ports and paths that the probes of the sidecar ask, by the probe's name. */
  Map<String, Probe> probes() {
    var probes = new TreeMap<String, Probe>();
    for (var name : PROBES) {
      var get = Documents.at(sidecar(), name, "httpGet");
      probes.put(name, new Probe(port(get), Documents.text(get, "path")));
    }
    return probes;
  }

  /** What a probe asks. */
  record Probe(int port, String path) {}

  private int port(Map<?, ?> get) {
    return Documents.list(sidecar(), "ports").stream()
        .filter(port -> Objects.equals(port.get("name"), get.get("port")))
        .map(port -> (Integer) port.get("containerPort"))
        .findFirst()
        .orElseThrow(() -> new AssertionError("no port " + get.get("port")));
  }

  /** Everything named is there: labels, volumes, ConfigMaps and Secrets with their keys. */
  void assertWhole() {
    if (kind().equals("Deployment")) {
      assertThat(plain(Documents.at(workload, "spec", "template", "metadata", "labels")))
          .containsAllEntriesOf(plain(Documents.at(workload, "spec", "selector", "matchLabels")));
    }
    var volumes =
        Documents.list(pod(), "volumes").stream().map(one -> Documents.text(one, "name")).toList();
    for (var container : containers()) {
      assertThat(Documents.list(container, "volumeMounts"))
          .extracting(mount -> Documents.text(mount, "name"))
          .isSubsetOf(volumes)
          .doesNotHaveDuplicates();
      Documents.list(container, "env").forEach(this::assertSecretIsThere);
      Documents.list(container, "envFrom").forEach(this::assertSecretIsTheOne);
    }
    for (var volume : Documents.list(pod(), "volumes")) {
      var map = Documents.at(volume, "configMap");
      if (!map.isEmpty()) {
        assertThat(name(only(objects, "ConfigMap"))).isEqualTo(Documents.text(map, "name"));
      }
    }
  }

  private static Map<Object, Object> plain(Map<?, ?> map) {
    return new HashMap<>(map);
  }

  private void assertSecretIsThere(Map<?, ?> variable) {
    var reference = Documents.at(variable, "valueFrom", "secretKeyRef");
    if (!reference.isEmpty()) {
      var secret = only(objects, "Secret");
      assertThat(name(secret)).isEqualTo(Documents.text(reference, "name"));
      assertThat(Documents.at(secret, "stringData").containsKey(reference.get("key"))).isTrue();
    }
  }

  /** A Secret that is not among these objects is there already. */
  private void assertSecretIsTheOne(Map<?, ?> source) {
    assertThat(objects)
        .filteredOn(object -> Documents.text(object, "kind").equals("Secret"))
        .extracting(Workload::name)
        .allMatch(Documents.text(Documents.at(source, "secretRef"), "name")::equals);
  }

  private static String name(Map<?, ?> object) {
    return Documents.text(Documents.at(object, "metadata"), "name");
  }
}
