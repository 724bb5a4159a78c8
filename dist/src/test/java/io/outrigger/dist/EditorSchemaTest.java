package io.outrigger.dist;

import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.outrigger.runtime.component.ComponentCatalog;
import io.outrigger.runtime.config.ConfigException;
import io.outrigger.runtime.config.ConfigReader;
import io.outrigger.runtime.config.Environment;
import io.outrigger.runtime.config.RuntimeConfig;
import io.outrigger.runtime.config.SettingDescription;
import io.outrigger.runtime.json.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The schema for editors agrees with the runtime on what is right, and has what they complete. */
final class EditorSchemaTest {

  /** What an example takes from the environment and has no default for. */
  private static final Pattern VARIABLE = Pattern.compile("\\$\\{(\\w+)}");

  private static final ComponentCatalog INSTALLED =
      ComponentCatalog.ofInstallation(Repository.componentDirectories());

  /** What lies beside the configs and is none. */
  private static final Set<String> NO_CONFIGS = Set.of("outrigger.schema.json", "secrets.json");

  private static final Pattern EXAMPLE = Pattern.compile("```json\n(.*?)\n```", Pattern.DOTALL);

  private final EditorSchema schema;

  EditorSchemaTest() throws IOException {
    schema = EditorSchema.read();
  }

  @Test
  void it_is_a_schema_of_its_draft() {
    assertThat(schema.flaws()).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("configs")
  void every_config_of_ours_is_right_and_names_the_schema_first(Path file) throws IOException {
    var text = Files.readString(file);

    assertThat(schema.flags(text)).isEmpty();
    assertThat(Json.read(file.toString(), text))
        .isInstanceOfSatisfying(
            Json.Obj.class,
            config -> {
              assertThat(config.members().getFirst().key()).isEqualTo("$schema");
              assertThat(config.members().getFirst().value())
                  .isInstanceOfSatisfying(
                      Json.Text.class,
                      name -> assertThat(file.resolveSibling(name.value())).exists());
            });
  }

  static List<Path> configs() throws IOException {
    try (var files = Files.list(Repository.configs())) {
      return files
          .filter(file -> file.toString().endsWith(".json"))
          .filter(file -> !NO_CONFIGS.contains(file.getFileName().toString()))
          .toList();
    }
  }

  @ParameterizedTest
  @MethodSource("samples")
  void every_sample_of_layotto_is_right(Path file) throws IOException {
    assertThat(schema.flags(Files.readString(file))).isEmpty();
  }

  static List<Path> samples() throws IOException {
    try (var files = Files.walk(Path.of("src/test/resources/layotto"))) {
      return files.filter(file -> file.toString().endsWith(".json")).toList();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'aap': {}}",
        "{'servers': [{'listenrs': []}]}",
        "{'app': {'call_timout': '5s'}}",
        "{'app': {'call_timeout': 5}}",
        "{'app': {'call_timeout': '5 seconds'}}",
        "{'app': {'blocking_limit': '1x'}}",
        "{'app': {'on_start_failure': 'die'}}",
        "{'server': {'listen': '127.0.0.1:1'}}",
        "{'server': {'listen': ['nowhere']}}",
        "{'tracing': {'reporter': 'log'}}",
        "{'components': {'states': {}}}",
        "{'components': {'state': {'a': {'type': 'in-memry'}}}}",
        "{'components': {'state': {'a': {}}}}",
        "{'components': {'state': {'a': {'type': 'in-memory', 'max_byte': 1}}}}",
        "{'components': {'state': {'in-memory': {'max_byte': 1}}}}",
        "{'components': {'state': {'a': {'type': 'in-memory', 'max_bytes': true}}}}",
        "{'components': {'state': {'a': {'type': 'in-memory', 'metadata': {'max_byte': 1}}}}}",
        "{'components': {'state': {'a': {'type': 'in-memory', 'metadata': [{'max_byte': 1}]}}}}",
        "{'components': {'state': {'a': {'type': 'in-memory', 'on_start_failure': 'die'}}}}",
        "{'components': {'state': {'a': {'type': 'in-memory', 'secret_ref': {}}}}}",
        "{'components': {'state': {'a': {'type': 'in-memory', 'secret_ref': [{'key': 'k'}]}}}}",
        "{'components': {'state': {'a': {'type': 'in-memory', 'component_ref': {'sate': 'b'}}}}}",
        "{'components': {'secret': {'a': {'type': 'local.file'}}}}",
        "{'components': {'secret': {'local.file': {}}}}",
        "{'components': {'secret': {'a': {'type': 'local.file', 'secretsFile': 3}}}}",
        "{'components': {'sequencer': {'a': {'type': 'in-memory', 'segmentStep': 1.5}}}}",
        "{'components': {'sequencer': {'a': {'type': 'in-memory', 'biggerThan': {'k': 'x'}}}}}",
      })
  void what_the_runtime_refuses_is_flagged(String config) {
    assertThatThrownBy(() -> read(q(config))).isInstanceOf(ConfigException.class);
    assertThat(schema.flags(q(config))).isNotEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "'stat': {}",
        "'app': {'appid': 'x'}",
        "'state': {'a': {'metadata': {}}}",
        "'state': {'a': {'type': 'in-memory', 'max_byte': 1}}",
        "'state': {'a': {'type': 'in-memory', 'metadata': {'max_byte': 1}}}",
        "'state': {'a': {'type': 'in-memory', 'metadata': {'max_bytes': 'many'}}}",
        "'state': {'a': {'type': 'in-memory', 'component_ref': {'sate': 'b'}}}",
        "'secret_store': {'a': {'type': 'local.file'}}",
        "'server': {'listen': ['127.0.0.1:1']}",
      })
  void what_the_runtime_refuses_of_a_mosn_config_is_flagged(String members) {
    assertThatThrownBy(() -> read(mosn(members))).isInstanceOf(ConfigException.class);
    assertThat(schema.flags(mosn(members))).isNotEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "'default_log_level': 'loud', 'listeners': [LISTENER]",
        "'listeners': [{'address': '127.0.0.1:1', 'adress': '', GRPC}]",
        "'listeners': [{GRPC}]",
        "'listeners': [{'address': '127.0.0.1:1', 'bind_port': 'maybe', GRPC}]",
        "'listeners': [{'address': '127.0.0.1:1', 'filter_chains': [{'filters': [{'type':"
            + " 'grpc'}]}]}]",
        "'listeners': [{'address': '127.0.0.1:1', 'filter_chains': [{'filters': [{'type':"
            + " 'grpc', 'config': {}}]}]}]",
        "'listeners': [LISTENER, {'stream_filters': [{'type': 'actuator_filter'}]}]",
      })
  void what_the_runtime_refuses_of_a_mosn_server_is_flagged(String members) {
    var config = server(members);

    assertThatThrownBy(() -> read(config)).isInstanceOf(ConfigException.class);
    assertThat(schema.flags(config)).isNotEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'metrics': {'sinks': [{'type': 'prometheus', 'config': {'prt': 1}}]}, SERVERS}",
        "{'metrics': {'sink': []}, SERVERS}",
        "{'tracing': {'enable': true, 'driver': 'skywalking', 'config': {'x': 1}}, SERVERS}",
        "{'traicing': {}, SERVERS}",
      })
  void what_the_runtime_refuses_at_the_root_of_a_mosn_config_is_flagged(String config) {
    var whole = q(config).replace("SERVERS", servers());

    assertThatThrownBy(() -> read(whole)).isInstanceOf(ConfigException.class);
    assertThat(schema.flags(whole)).isNotEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "{'$schema': 'x', '$comment': 1, 'app': {'app_id': '${APP:shop}'}}",
        "{'app': {'blocking_limit': '12', 'unknown_keys': 'WARN', 'call_timeout': '${T:1m30s}'}}",
        "{'server': {'listen': ['[::1]:0', 'unix:/tmp/x', 'localhost:1'], 'event_loops': 1}}",
        "{'server': {'max_message_size': 4096}}",
        "{'log': {'default_log_level': 'DEBUG', 'path': 'stdout'}}",
        "{'tracing': {'driver': 'SkyWalking'}}",
        "{'components': {'state': {'in-memory': {'max_bytes': '64 KB', 'keyPrefix': 'name'}}}}",
        "{'components': {'state': {'in-memory': {'type': 'in-memory'}}}}",
        "{'components': {'state': {'a': {'type': '${TYPE:in-memory}', 'max_bytes': 1}}}}",
        "{'components': {'state': {'a': {'type': 'in-memory', 'metadata': [{'max_bytes': 1}]}}}}",
        "{'components': {'file': {'a': {'type': 'local', 'root': '/tmp', 'fsync': 'True'}}}}",
        "{'components': {'secret': {'a': {'type': 'local.env', 'default_access': 'Deny'},"
            + " 'b': {'type': 'local.file', 'secret_ref': [{'store_name': 'a',"
            + " 'key': 'K', 'inject_as': 'secretsFile'}], 'component_ref': {'state': 's'}}},"
            + " 'state': {'s': {'type': 'in-memory', 'on_start_failure': 'EXIT'}}}}",
      })
  void what_the_runtime_takes_is_not_flagged(String config) {
    assertThatCode(() -> read(q(config))).doesNotThrowAnyException();
    assertThat(schema.flags(q(config))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "'state': {'consul': {}, 'a': {'type': 'consul', 'httpAddr': 1}}",
        "'state': null",
        "'states': {'a': 1}",
        "'hellos': {'any': {'type': 'nobody.has.it'}, 'helloworld': {'any': 'key'}}",
        "'sequencer': {'a': {'type': 'in-memory', 'metadata': {'segmentCacheEnable': 'false'}}}",
        "'app': {'app_id': 'a', 'grpc_callback_port': 9999}, 'bindings': {'a': 1}",
      })
  void what_the_runtime_takes_of_a_mosn_config_is_not_flagged(String members) {
    assertThatCode(() -> read(mosn(members))).doesNotThrowAnyException();
    assertThat(schema.flags(mosn(members))).isEmpty();
  }

  /** An editor completes from the properties of all schemas that the object matches so far. */
  @Test
  void every_setting_of_every_type_can_be_completed_once_the_type_is_there() {
    for (var type : INSTALLED.types()) {
      for (var form : List.of("short.", "mosn.")) {
        var chosen = form + type.kind() + "." + type.type();

        assertThat(schema.definition(form + type.kind()).toString())
            .contains("then={$ref=#/$defs/" + chosen + "}");
        assertThat(schema.keys(chosen))
            .containsAll(keys(type.kind(), type.type()))
            .contains("type", "on_start_failure", "metadata", "secret_ref", "component_ref");
        assertThat(schema.keys(form + "metadata." + type.kind() + "." + type.type()))
            .containsAll(keys(type.kind(), type.type()));
      }
    }
  }

  @Test
  void every_section_can_be_completed() {
    assertThat(schema.keys("short"))
        .containsOnly(
            "app", "server", "log", "access_log", "actuator", "metrics", "tracing", "components");
  }

  private static List<String> keys(String kind, String type) {
    var found = INSTALLED.kind(kind).orElseThrow();
    var descriptor = INSTALLED.descriptor(found, type).orElseThrow();
    return Stream.of(descriptor.settings(), found.settings())
        .flatMap(settings -> SettingDescription.of(settings).stream())
        .flatMap(setting -> Stream.concat(Stream.of(setting.key()), setting.aliases().stream()))
        .toList();
  }

  @ParameterizedTest
  @MethodSource("pages")
  void every_example_of_the_reference_is_right(Path page) throws IOException {
    for (var example : examples(Files.readString(page))) {
      var config = example.contains("\"components\"") ? example : mosn(example.strip());

      assertThat(read(config).instances()).hasSize(1);
      assertThat(schema.flags(config)).isEmpty();
    }
  }

  @Test
  void every_example_of_the_page_on_configs_is_right() throws IOException {
    for (var example : examples(Files.readString(Repository.configPage()))) {
      assertThatCode(() -> read(example)).doesNotThrowAnyException();
      assertThat(schema.flags(example)).isEmpty();
    }
  }

  static List<Path> pages() throws IOException {
    try (var files = Files.list(Repository.componentPages())) {
      return files.filter(file -> !file.endsWith("README.md")).toList();
    }
  }

  private static List<String> examples(String page) {
    var examples = EXAMPLE.matcher(page).results().map((MatchResult r) -> r.group(1)).toList();
    assertThat(examples).isNotEmpty();
    return examples;
  }

  private static RuntimeConfig read(String config) {
    var variables =
        VARIABLE
            .matcher(config)
            .results()
            .collect(toMap(r -> r.group(1), r -> "value", (a, b) -> a));
    return new ConfigReader(INSTALLED, Environment.of(variables))
        .read("test.json", config.getBytes(StandardCharsets.UTF_8));
  }

  /** A MOSN config with these members, or this object, as its grpc_config. */
  private static String mosn(String members) {
    var object = members.startsWith("{") ? members : "{" + members + "}";
    return "{" + servers(q(object)) + "}";
  }

  private static String servers() {
    return servers("{}");
  }

  private static String servers(String grpcConfig) {
    return "\"servers\": [{\"listeners\": [%s]}]".formatted(listener(grpcConfig));
  }

  private static String listener(String grpcConfig) {
    return "{\"address\": \"127.0.0.1:1\", " + grpc(grpcConfig) + "}";
  }

  private static String grpc(String grpcConfig) {
    return q("'filter_chains': [{'filters': [{'type': 'grpc', 'config': {'grpc_config': CONFIG}}]}]")
        .replace("CONFIG", grpcConfig);
  }

  private static String server(String members) {
    var whole = q(members).replace("LISTENER", listener("{}")).replace("GRPC", grpc("{}"));
    return "{\"servers\": [{" + whole + "}]}";
  }

  private static String q(String json) {
    return json.replace('\'', '"');
  }
}
