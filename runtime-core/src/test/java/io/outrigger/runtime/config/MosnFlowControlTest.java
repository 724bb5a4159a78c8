package io.outrigger.runtime.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class MosnFlowControlTest {

  private static final String HELLO = "spec.proto.runtime.v1.Runtime/SayHello";
  private static final String RULE = "{'resource': '/" + HELLO + "', 'threshold': 5, 'grade': 1}";

  @Test
  void a_rule_is_the_rate_of_a_method() {
    var config =
        MosnConfigs.read(
            filter("'global_switch': true, 'limit_key_type': 'PATH', 'rules': [" + RULE + "]"));

    assertThat(config.server().limits().methods()).containsExactly(entry(HELLO, 5.0));
    assertThat(config.warnings()).isEmpty();
  }

  @Test
  void the_strictest_rule_counts_and_one_may_be_for_another_time_than_a_second() {
    var slow = "{'resource': 'a.B/C', 'threshold': '30', 'statIntervalInMs': 60000}";
    var fast = "{'resource': '/a.B/C', 'threshold': 2}";
    var rules = "'global_switch': true, 'rules': [" + fast + ", " + slow + ", " + fast + "]";

    assertThat(MosnConfigs.read(filter(rules)).server().limits().methods())
        .isEqualTo(Map.of("a.B/C", 0.5));
  }

  @Test
  void a_limit_of_our_own_counts_before_a_rule() {
    var own = "'server': {'limits': {'methods': {'%s': 7}}}".formatted(HELLO);
    var json =
        MosnConfigs.grpc(own)
            .replace("'name'", streams("'global_switch': true, 'rules': [" + RULE + "]"));

    assertThat(MosnConfigs.read(json).server().limits().methods())
        .containsExactly(entry(HELLO, 7.0));
  }

  @Test
  void a_rule_for_a_method_that_is_not_served_is_a_warning() {
    var other = "{'resource': '/a.B/C', 'threshold': 2}";
    var json = filter("'global_switch': true, 'rules': [" + RULE + ", " + other + "]");
    var checked =
        new ConfigReader(
                new FakeComponents(List.of()), Environment.of(Map.of()), () -> Set.of(HELLO))
            .read("test.json", MosnConfigs.bytes(json));

    assertThat(checked.server().limits().methods()).containsExactly(entry(HELLO, 5.0));
    assertThat(checked.warnings())
        .extracting(Problem::text)
        .containsExactly(
            "the rule has no effect: unknown method \"a.B/C\" (expected: the full name of a method"
                + " whose calls can be limited)");
  }

  @Test
  void without_its_switch_it_limits_nothing() {
    var config = MosnConfigs.read(filter("'rules': [" + RULE + "]"));

    assertThat(config.server().limits().methods()).isEmpty();
    assertThat(config.warnings()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "'monitor': true | the filter \"flowControlFilter\" has no effect (it only watches, with \"monitor\": true)",
        "'limit_key_type': 'ARG' | the filter \"flowControlFilter\" has no effect (of \"limit_key_type\", only \"PATH\" is supported)",
        "'action': {'body': 'no'} | \"action\" has no effect (a refused call answers RESOURCE_EXHAUSTED)",
      })
  void what_it_does_not_do_is_a_warning(String members, String warning) {
    assertThat(MosnConfigs.warnings(filter("'global_switch': true, 'rules': [], " + members)))
        .containsExactly(warning);
  }

  @Test
  void a_rule_that_shapes_traffic_otherwise_is_a_warning() {
    var rule = RULE.replace("'grade'", "'maxQueueingTimeMs': 500, 'grade'");

    assertThat(MosnConfigs.warnings(filter("'global_switch': true, 'rules': [" + rule + "]")))
        .containsExactly(
            "\"maxQueueingTimeMs\" has no effect (calls beyond the threshold are refused at once)");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{'resource': '/a.B/C'} | missing key \"threshold\" for a rule (expected: a number such as 0.5)",
        "{'resource': '/a.B/C', 'threshold': 0} | threshold: 0.0 (expected: more than 0, at most 1e9)",
        "{'resource': '/a.B/C', 'threshold': 1000000000, 'statIntervalInMs': 1} | threshold: 1.0E12 (expected: more than 0, at most 1e9)",
        "{'resource': 'SayHello', 'threshold': 1} | resource: \"SayHello\" (expected: as spec.proto.runtime.v1.Runtime/GetState)",
        "{'resource': '/a.B/C', 'threshold': 1, 'treshold': 2} | unknown key \"treshold\" for a rule (did you mean \"threshold\"?)",
      })
  void a_rule_that_makes_no_sense_is_a_problem(String rule, String problem) {
    assertThat(MosnConfigs.problems(filter("'global_switch': true, 'rules': [" + rule + "]")))
        .containsExactly(problem);
  }

  private static String filter(String config) {
    return MosnConfigs.grpc("").replace("'name'", streams(config));
  }

  private static String streams(String config) {
    return "'stream_filters': [{'type': 'flowControlFilter', 'config': {%s}}], 'name'"
        .formatted(config);
  }
}
