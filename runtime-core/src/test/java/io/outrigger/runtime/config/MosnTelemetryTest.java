package io.outrigger.runtime.config;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Where a MOSN config says that metrics and traces go. */
final class MosnTelemetryTest {

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      value = {
        "true, true",
        "'true', true",
        "'${YES}', true",
        "false, false",
        "'False', false",
        "'${NO}', false"
      })
  void tracing_is_switched_on_by_true_or_its_text(String enable, boolean on) {
    var tracing = MosnConfigs.read(tracing(enable)).telemetry().tracing();

    assertThat(tracing.isPresent()).isEqualTo(on);
  }

  @ParameterizedTest
  @ValueSource(strings = {"1", "'yes'", "{}", "''"})
  void anything_else_is_a_problem(String enable) {
    assertThat(MosnConfigs.problems(tracing(enable)))
        .singleElement()
        .asString()
        .startsWith("enable: ")
        .endsWith("(expected: true or false)");
  }

  @Test
  void a_sink_without_config_is_a_problem() {
    var json = MosnConfigs.root("'metrics': {'sinks': [{'type': 'prometheus', 'confg': {}}]}");

    assertThat(MosnConfigs.problems(json))
        .containsExactly(
            "missing key \"config\" for the sink prometheus (expected: an object with port)",
            "unknown key \"confg\" for a sink (did you mean \"config\"?)");
  }

  @Test
  void a_sink_beside_the_first_is_one_warning() {
    var sink = "{'type': 'prometheus', 'config': {'port': %d}}";
    var json =
        MosnConfigs.root(
            "'metrics': {'sinks': [%s, %s]}".formatted(sink.formatted(1), sink.formatted(2)));

    var config = MosnConfigs.read(json);

    assertThat(config.telemetry().metrics()).contains(new MetricsSettings(1, "/metrics"));
    assertThat(MosnConfigs.warnings(json))
        .contains("the sink has no effect (the first sink prometheus counts)");
  }

  private static String tracing(String enable) {
    return MosnConfigs.root("'tracing': {'enable': %s, 'driver': 'SkyWalking'}".formatted(enable));
  }
}
