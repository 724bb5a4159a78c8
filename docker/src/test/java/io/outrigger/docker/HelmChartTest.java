package io.outrigger.docker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The Helm chart in docker/helm, rendered by Helm itself. */
final class HelmChartTest {

  private static final String EVERYTHING =
      """
      replicas: 3
      appId: orders
      image: {repository: registry.example/outrigger, tag: "1.2"}
      javaOptions: -Xmx256m
      gracePeriodSeconds: 60
      secrets: {REDIS_PASSWORD: "0123", OTHER: plain}
      env: [{name: REDIS_HOST, value: "redis:6379"}]
      config:
        log: {level: debug}
        components:
          state:
            orders: {type: redis, redisHost: "${REDIS_HOST}", redisPassword: "${REDIS_PASSWORD}"}
      app:
        image: shop:7
        container:
          args: [serve]
          env: [{name: MODE, value: live}]
          ports: [{name: http, containerPort: 8080}]
          volumeMounts: [{name: config, mountPath: /other}]
      """;

  private static final Map<?, ?> IN_MEMORY =
      Map.of("state", Map.of("state", Map.of("type", "in-memory")));

  @TempDir private Path directory;

  @Test
  void helm_finds_nothing_to_complain_about() {
    var result = Charts.chart().lint().strict().call();

    assertThat(result.isFailed()).as(String.valueOf(result.getMessages())).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "nativeSidecar: false",
        "workload: Job",
        "existingSecret: vault",
        EVERYTHING
      })
  void what_it_renders_fits_the_api_and_keeps_the_rules(String values) throws Exception {
    var objects = render(values);

    for (var object : objects) {
      KubernetesApi.check(object);
    }
    SidecarRules.assertHold(Workload.of(objects));
  }

  @Test
  void it_says_the_same_of_the_sidecar_as_the_manifests() throws Exception {
    var rendered = Workload.of(render("{}"));
    var written = ManifestsTest.workload("deployment.yaml");

    SidecarRules.assertSame(rendered.sidecar(), written.sidecar());
    assertThat(rendered.isNative()).isEqualTo(written.isNative());
    assertThat((Object) rendered.pod().get("securityContext"))
        .isEqualTo(written.pod().get("securityContext"));
  }

  @Test
  void values_reach_the_config_and_the_containers() throws Exception {
    var workload = Workload.of(render(EVERYTHING));

    assertThat(Documents.at(workload.parsedConfig(), "app").get("app_id")).isEqualTo("orders");
    assertThat(Documents.at(workload.parsedConfig(), "log").get("level")).isEqualTo("debug");
    assertThat(Documents.at(workload.parsedConfig(), "components", "state", "orders").get("type"))
        .isEqualTo("redis");
    assertThat(Documents.at(workload.parsedConfig(), "server").get("graceful_stop_timeout"))
        .isEqualTo("50s");
    assertThat(Documents.text(workload.sidecar(), "image"))
        .isEqualTo("registry.example/outrigger:1.2");
    assertThat(Documents.list(workload.sidecar(), "env").toString())
        .contains("JDK_JAVA_OPTIONS", "-Xmx256m", "redis:6379");
    var app = workload.containers().getLast();
    assertThat(Documents.text(app, "image")).isEqualTo("shop:7");
    assertThat(Documents.list(app, "env").toString()).contains("OUTRIGGER_ENDPOINT", "live");
  }

  @Test
  void the_components_are_those_of_the_values_or_else_a_store_in_memory() throws Exception {
    assertThat((Object) components("{}")).isEqualTo(IN_MEMORY);
    assertThat((Object) components("config: {log: {level: debug}}")).isEqualTo(IN_MEMORY);
    assertThat(Documents.at(components(EVERYTHING), "state").keySet())
        .extracting(String::valueOf)
        .containsExactly("orders");
    assertThat((Object) components("config: {components: {lock: {own: {type: in-memory}}}}"))
        .isEqualTo(Map.of("lock", Map.of("own", Map.of("type", "in-memory"))));
  }

  private Map<?, ?> components(String values) throws IOException {
    return Documents.at(Workload.of(render(values)).parsedConfig(), "components");
  }

  @Test
  void a_secret_is_made_of_texts_unless_there_is_one() throws Exception {
    assertThat(secret(render(EVERYTHING)))
        .isEqualTo(Map.of("REDIS_PASSWORD", "0123", "OTHER", "plain"));
    assertThat(secret(render("existingSecret: vault"))).isEmpty();
    assertThat(Documents.list(Workload.of(render("existingSecret: vault")).sidecar(), "envFrom"))
        .singleElement()
        .satisfies(
            source -> assertThat(Documents.at(source, "secretRef").get("name")).isEqualTo("vault"));
  }

  private static Map<?, ?> secret(List<Map<?, ?>> objects) {
    return objects.stream()
        .filter(object -> Documents.text(object, "kind").equals("Secret"))
        .findFirst()
        .<Map<?, ?>>map(secret -> Documents.at(secret, "stringData"))
        .orElse(Map.of());
  }

  @Test
  void another_config_is_another_pod() throws Exception {
    var one = render("{}");

    assertThat(annotation(one)).isEqualTo(annotation(render("{}")));
    assertThat(annotation(one)).isNotEqualTo(annotation(render("appId: other")));
    assertThat(annotation(one)).isNotEqualTo(annotation(render("secrets: {A: b}")));
  }

  private static String annotation(List<Map<?, ?>> objects) {
    var deployment = objects.getLast();
    return Documents.text(
        Documents.at(deployment, "spec", "template", "metadata", "annotations"),
        "outrigger/config");
  }

  @ParameterizedTest
  @ValueSource(strings = {"workload: Cron", "{workload: Job, nativeSidecar: false}"})
  void what_cannot_work_is_refused(String values) {
    assertThatThrownBy(() -> render(values)).hasMessageContaining("Job");
  }

  private List<Map<?, ?>> render(String values) throws IOException {
    return Charts.render(Files.writeString(directory.resolve("values.yaml"), values));
  }
}
