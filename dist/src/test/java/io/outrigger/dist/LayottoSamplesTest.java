package io.outrigger.dist;

import static org.assertj.core.api.Assertions.assertThat;

import io.outrigger.runtime.component.ComponentCatalog;
import io.outrigger.runtime.config.ConfigReader;
import io.outrigger.runtime.config.Environment;
import io.outrigger.runtime.config.MetricsSettings;
import io.outrigger.runtime.config.Problem;
import io.outrigger.runtime.config.RuntimeConfig;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every sample config of Layotto loads, in both dialects. */
final class LayottoSamplesTest {

  private final ConfigReader reader =
      new ConfigReader(
          ComponentCatalog.ofInstallation(Repository.componentDirectories()),
          Environment.of(Map.of()));

  @ParameterizedTest
  @MethodSource("io.outrigger.dist.LayottoSample#all")
  void every_listener_is_found(LayottoSample sample) throws IOException {
    var config = read(sample);

    assertThat(config.server().listen())
        .extracting(Object::toString)
        .containsExactlyElementsOf(sample.listen());
    assertThat(
            config.telemetry().actuator().stream()
                .flatMap(actuator -> actuator.listen().stream())
                .map(Object::toString))
        .containsExactlyElementsOf(sample.actuator());
  }

  @ParameterizedTest
  @MethodSource("io.outrigger.dist.LayottoSample#all")
  void metrics_and_tracing_are_found(LayottoSample sample) throws IOException {
    var telemetry = read(sample).telemetry();

    assertThat(telemetry.metrics().map(MetricsSettings::port).map(Object::toString).orElse(""))
        .isEqualTo(sample.prometheusPort());
    assertThat(telemetry.tracing().isPresent()).isEqualTo(sample.tracing().equals("SkyWalking"));
  }

  @ParameterizedTest
  @MethodSource("io.outrigger.dist.LayottoSample#all")
  void every_instance_is_there_or_told_to_be_absent(LayottoSample sample) throws IOException {
    var components = read(sample).components();

    var found =
        Stream.concat(
            components.instances().stream()
                .map(i -> "%s:%s=%s".formatted(i.kind(), i.name(), i.descriptor().type())),
            components.absent().stream()
                .map(i ->
                    "%s:%s=%s"
                        .formatted(i.declaration().kind(), i.declaration().name(), i.type())));
    assertThat(found).containsExactlyInAnyOrderElementsOf(sample.instances());
  }

  @ParameterizedTest
  @MethodSource("io.outrigger.dist.LayottoSample#all")
  void what_has_no_effect_is_one_warning_each(LayottoSample sample) throws IOException {
    var config = read(sample);

    var warned = config.warnings().stream().map(problem -> problem.pointer().toString()).toList();
    assertThat(warned).doesNotHaveDuplicates();
    for (var section : sample.otherSections()) {
      assertThat(warned).anyMatch(pointer -> pointer.endsWith("/grpc_config/" + section));
    }
    assertThat(config.warnings())
        .extracting(Problem::text)
        .noneMatch(text -> text.contains("planted-secret"));
  }

  @ParameterizedTest
  @MethodSource("io.outrigger.dist.LayottoSample#all")
  void a_sample_is_the_same_as_yaml(LayottoSample sample) throws IOException {
    var yaml = reader.read("sample.yaml", sample.utf8());

    assertThat(yaml.warnings()).isEqualTo(read(sample).warnings());
    assertThat(names(yaml)).isEqualTo(names(read(sample)));
  }

  private static List<String> names(RuntimeConfig config) {
    return config.instances().stream().map(i -> i.declaration().toString()).toList();
  }

  private RuntimeConfig read(LayottoSample sample) throws IOException {
    return reader.read(sample.toString(), sample.utf8());
  }
}
