package io.outrigger.docker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The manifests in docker/kubernetes. */
final class ManifestsTest {

  static final String FOLDER = "kubernetes";
  private static final String CONFIG = "config.yaml";

  @Test
  void every_object_fits_the_api_of_kubernetes() throws Exception {
    try (var files = Files.list(Documents.DOCKER.resolve(FOLDER))) {
      var names = files.map(file -> file.getFileName().toString()).toArray(String[]::new);
      var objects = Documents.read(FOLDER, names);

      assertThat(objects).hasSize(5);
      for (var object : objects) {
        KubernetesApi.check(object);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"readinesProbe: {}", "ports: 7", "image: [a]"})
  void what_does_not_fit_is_refused(String wrong) {
    var pod = "{apiVersion: v1, kind: Pod, spec: {containers: [{name: a, " + wrong + "}]}}";

    assertThatThrownBy(() -> KubernetesApi.check(Documents.parse(pod).getFirst()))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"deployment.yaml", "deployment-before-1.29.yaml", "job.yaml"})
  void every_workload_keeps_the_rules(String name) throws Exception {
    SidecarRules.assertHold(workload(name));
  }

  @Test
  void the_sidecar_is_native_but_for_old_clusters() throws Exception {
    assertThat(workload("deployment.yaml").isNative()).isTrue();
    assertThat(workload("job.yaml").isNative()).isTrue();
    assertThat(workload("deployment-before-1.29.yaml").isNative()).isFalse();
  }

  @Test
  void a_job_is_not_held_up_by_its_sidecar() throws Exception {
    var job = workload("job.yaml");

    assertThat(job.kind()).isEqualTo("Job");
    assertThat(job.pod().get("restartPolicy")).isEqualTo("Never");
    assertThat(Documents.list(job.pod(), "containers"))
        .extracting(container -> (Object) container.get("name"))
        .containsExactly("app");
  }

  @Test
  void the_same_sidecar_stands_in_all_of_them() throws Exception {
    var sidecar = workload("deployment.yaml").sidecar();
    for (var name : List.of("deployment-before-1.29.yaml", "job.yaml")) {
      SidecarRules.assertSame(workload(name).sidecar(), sidecar);
    }
  }

  static Workload workload(String name) throws Exception {
    List<Map<?, ?>> objects = Documents.read(FOLDER, CONFIG, name);
    return Workload.of(objects);
  }
}
