package io.outrigger.runtime.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The component types of instances in a MOSN config, and what they may not take. */
final class MosnInstancesTest {

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      value = {"''", "null"})
  void a_type_that_is_empty_is_as_if_absent(String type) {
    var config = MosnConfigs.read(MosnConfigs.grpc("'lock': {'redis': {'type': " + type + "}}"));

    assertThat(config.instances())
        .singleElement()
        .satisfies(instance -> assertThat(instance.descriptor().type()).isEqualTo("redis"));
  }

  @Test
  void an_empty_type_of_a_name_that_is_none_is_a_missing_type() {
    assertThat(MosnConfigs.problems(MosnConfigs.grpc("'lock': {'orders': {'type': ''}}")))
        .containsExactly("missing key \"type\" for lock \"orders\" (installed: redis)");
  }

  @Test
  void a_type_out_of_the_environment_is_not_shown_when_it_is_not_installed() {
    var known = MosnConfigs.grpc("'lock': {'a': {'type': '${L:etcd}'}}");
    var unknown = MosnConfigs.grpc("'lock': {'a': {'type': '${TYPE}'}}");

    assertThat(MosnConfigs.read(known).components().absent())
        .extracting(AbsentInstance::type)
        .containsExactly("${L:etcd}");
    assertThat(MosnConfigs.warnings(known))
        .singleElement()
        .asString()
        .startsWith("type \"${L:etcd}\" for kind lock is not installed");
    assertThat(MosnConfigs.problems(unknown))
        .containsExactly("unknown type \"${TYPE}\" for kind lock (installed: redis)");
  }

  @Test
  void a_type_out_of_the_environment_is_not_shown_in_the_effective_config(@TempDir Path directory)
      throws IOException {
    var json = MosnConfigs.grpc("'lock': {'a': {'type': '${REDIS}'}, 'redis': {}}");
    var file = Files.write(directory.resolve("x.json"), MosnConfigs.bytes(json));

    assertThat(MosnConfigs.reader().check(file).effective())
        .contains("\"${REDIS}\"")
        .containsOnlyOnce("\"type\": \"redis\"");
  }

  @Test
  void a_setting_of_the_kind_cannot_come_out_of_a_secret_store() {
    var json =
        MosnConfigs.grpc(
            "'secret_store': {'v': {'type': 'vault'}}, 'lock': {'a': {'type': 'redis',"
                + " 'secret_ref': [{'store_name': 'v', 'key': 'x', 'inject_as': 'KeyPrefix'}]}}");

    assertThat(MosnConfigs.problems(json))
        .containsExactly(
            "\"KeyPrefix\" cannot come out of a secret store (every lock has this setting, which is"
                + " no secret)");
  }
}
