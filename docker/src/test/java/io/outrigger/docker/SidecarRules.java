package io.outrigger.docker;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** What holds for every workload with a sidecar, written by hand or rendered. */
final class SidecarRules {

  /** How long what runs at the end of the graceful time has to end. */
  private static final int LAST_SECONDS = 5;

  private static final List<String> COMMON =
      List.of(
          "image",
          "ports",
          "resources",
          "startupProbe",
          "readinessProbe",
          "livenessProbe",
          "securityContext",
          "volumeMounts");

  private SidecarRules() {}

  /** What does not depend on the workload is the same in two containers. */
  static void assertSame(Map<?, ?> one, Map<?, ?> other) {
    for (var key : COMMON) {
      assertThat((Object) one.get(key)).as(key).isNotNull().isEqualTo(other.get(key));
    }
  }

  static void assertHold(Workload workload) {
    workload.assertWhole();
    assertTimeToEnd(workload);
    assertSocketIsShared(workload);
    assertRestricted(workload);
    assertThat(workload.probes().values()).extracting(Workload.Probe::port).containsOnly(34999);
    assertThat(Documents.at(workload.parsedConfig(), "actuator").get("listen"))
        .isEqualTo(List.of("0.0.0.0:34999"));
    assertThat(Documents.at(workload.sidecar(), "resources", "limits").get("memory")).isNotNull();
  }

  /** The kubelet kills what has not ended by itself in this time. */
  private static void assertTimeToEnd(Workload workload) {
    var graceful =
        Duration.parse(
            "PT" + Documents.at(workload.parsedConfig(), "server").get("graceful_stop_timeout"));
    var given =
        (Integer) Objects.requireNonNull(workload.pod().get("terminationGracePeriodSeconds"));
    assertThat(given.longValue()).isGreaterThan(graceful.toSeconds() + LAST_SECONDS);
  }

  private static void assertSocketIsShared(Workload workload) {
    var listen = Documents.texts(Documents.at(workload.parsedConfig(), "server"), "listen");
    assertThat(listen).contains("unix:/run/outrigger/outrigger.sock");
    for (var container : workload.containers()) {
      assertThat(Documents.list(container, "volumeMounts"))
          .anySatisfy(
              mount -> assertThat(Documents.text(mount, "mountPath")).isEqualTo("/run/outrigger"));
    }
    var app =
        workload.containers().stream()
            .filter(container -> Documents.text(container, "name").equals("app"))
            .findFirst()
            .orElseThrow();
    assertThat(Documents.list(app, "env"))
        .anySatisfy(variable -> assertThat(listen).contains(Documents.text(variable, "value")));
  }

  /** As the restricted profile of Kubernetes' pod security standards asks of the sidecar. */
  private static void assertRestricted(Workload workload) {
    var own = Documents.at(workload.sidecar(), "securityContext");
    assertThat(own.get("readOnlyRootFilesystem")).isEqualTo(true);
    assertThat(own.get("allowPrivilegeEscalation")).isEqualTo(false);
    assertThat(Documents.at(own, "capabilities").get("drop")).isEqualTo(List.of("ALL"));
    Map<?, ?> pod = Documents.at(workload.pod(), "securityContext");
    assertThat(pod.get("runAsNonRoot")).isEqualTo(true);
    assertThat(Documents.at(pod, "seccompProfile").get("type")).isEqualTo("RuntimeDefault");
  }
}
