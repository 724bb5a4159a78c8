package io.outrigger.runtime.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.outrigger.runtime.json.Pointer;
import io.outrigger.runtime.json.Position;
import io.outrigger.spi.ComponentDescriptor;
import io.outrigger.spi.KeyedSettings;
import io.outrigger.spi.Kind;
import io.outrigger.spi.Setting;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ConfigReaderTest {

  private static final ComponentDescriptor<?, ?> REDIS_LOCK =
      ComponentDescriptor.of(
          FakeComponents.LOCK, "redis", Redis.class, (s, c) -> FakeComponents.lock());
  private static final ComponentDescriptor<?, ?> REDIS =
      ComponentDescriptor.of(
              FakeComponents.STATE, "redis", Redis.class, (s, c) -> FakeComponents.state())
          .withAliases("redis-cluster");
  private static final ComponentDescriptor<?, ?> MEMORY =
      ComponentDescriptor.of(
          FakeComponents.STATE,
          "in-memory",
          Kind.NoSettings.class,
          (s, c) -> FakeComponents.state());
  private static final InstalledComponents INSTALLED =
      new FakeComponents(List.of(REDIS_LOCK, MEMORY, REDIS));

  @Test
  void an_empty_object_is_a_config() {
    assertThat(read("{}"))
        .isEqualTo(RuntimeConfig.of(AppSettings.defaults(), ServerSettings.defaults(), List.of()));
  }

  @ParameterizedTest
  @ValueSource(strings = {"x.yaml", "x.YML"})
  void a_file_may_be_yaml(String name) {
    var yaml =
        """
        app: {app_id: shop}
        components:
          lock:
            orders:
              type: redis
              redisHosts: "h:1"
        """;
    var reader = new ConfigReader(INSTALLED, Environment.of(Map.of()));

    assertThatThrownBy(() -> reader.read(name, yaml.getBytes(StandardCharsets.UTF_8)))
        .hasMessageContaining("line 6 column 7  /components/lock/orders/redisHosts");
  }

  @Test
  void an_instance_is_read_with_its_settings() {
    var config =
        read(
            """
            {"app": {"app_id": "shop", "on_start_failure": "exit"},
             "components": {"lock": {
               "orders": {"type": "redis", "redisHost": "h:1", "keyPrefix": "name"}}}}
            """);

    assertThat(config.app().appId()).isEqualTo("shop");
    assertThat(config.instances())
        .containsExactly(
            new InstanceConfig(
                new Declaration(
                    FakeComponents.LOCK,
                    "orders",
                    new Pointer(List.of("components", "lock", "orders")),
                    new Position(3, 4)),
                REDIS_LOCK,
                List.of(SettingsSource.of(new Redis("h:1", 0))),
                new InstanceConfig.Common(new KeyedSettings("name"), OnStartFailure.EXIT),
                References.none()));
  }

  @Test
  void instances_keep_the_order_of_the_file() {
    var config =
        read(
            """
            {"components": {"state": {"b": {"type": "in-memory"}, "a": {"type": "in-memory"}},
             "lock": {"c": {"type": "redis", "redisHost": "h"}}}}
            """);

    assertThat(config.instances()).extracting(InstanceConfig::name).containsExactly("b", "a", "c");
  }

  @Test
  void an_instance_without_type_takes_its_name_for_it() {
    assertThat(read("{\"components\": {\"state\": {\"in-memory\": {}}}}").instances())
        .extracting(InstanceConfig::descriptor)
        .isEqualTo(List.of(MEMORY));
  }

  @Test
  void a_type_may_be_an_alias() {
    var json =
        "{\"components\": {\"state\": {\"a\": {\"type\": \"redis-cluster\","
            + " \"redisHost\": \"h\"}}}}";

    assertThat(read(json).instances())
        .extracting(InstanceConfig::descriptor)
        .isEqualTo(List.of(REDIS));
  }

  @Test
  void a_type_may_come_from_the_environment() {
    var json = "{\"components\": {\"state\": {\"a\": {\"type\": \"${TYPE}\"}}}}";

    assertThat(read(json).instances()).hasSize(1);
  }

  @Test
  void an_instance_may_say_itself_what_a_failed_start_means() {
    var json = "{\"components\": {\"state\": {\"in-memory\": {\"on_start_failure\": \"exit\"}}}}";

    assertThat(read(json).instances().getFirst().common().onStartFailure())
        .isEqualTo(OnStartFailure.EXIT);
  }

  @Test
  void settings_may_stand_in_metadata() {
    var json =
        """
        {"components": {"lock": {"redis":
          {"keyPrefix": "none", "metadata": {"redisHost": "h", "db": "3"}}}}}
        """;

    assertThat(read(json).instances().getFirst().settings())
        .isEqualTo(SettingsSource.of(new Redis("h", 3)));
  }

  @Test
  void a_setting_in_both_places_is_a_problem() {
    var json =
        """
        {"components": {"lock": {"redis":
          {"redisHost": "h", "metadata": {"redisHost": "i"}}}}}
        """;

    assertThat(lines(json))
        .containsExactly(
            "line 2 column 35 /components/lock/redis/metadata/redisHost \"redisHost\" is given"
                + " twice (first at line 2 column 4)");
  }

  @Test
  void metadata_must_be_an_object() {
    assertThat(lines("{\"components\": {\"state\": {\"in-memory\": {\"metadata\": true}}}}"))
        .containsExactly(
            "line 1 column 53 /components/state/in-memory/metadata metadata: true or false"
                + " (expected: an object)");
  }

  @Test
  void a_report_names_every_problem_in_the_order_of_the_file() {
    var json =
        """
        {
          "app": {"call_timeout": "5"},
          "components": {
            "state": {
              "state_demo": {"type": "rediss"}
            },
            "lock": {
              "lock_demo": {
                "type": "redis",
                "metadata": {"redisHosts": "h"}
              }
            }
          }
        }
        """;

    assertThatThrownBy(() -> read(json))
        .isInstanceOf(ConfigException.class)
        .hasMessage(
            """
            x.json: 4 problems
             1 line 2 column 27  /app/call_timeout
               call_timeout: "5" (expected: a duration with its unit, such as 500ms, 5s or 1m30s, up to 8760h)
             2 line 5 column 30  /components/state/state_demo/type
               unknown type "rediss" for kind state (did you mean "redis"? installed: in-memory, redis)
             3 line 8 column 20  /components/lock/lock_demo
               missing key "redisHost" for lock "redis" (expected: text in double quotes)
             4 line 10 column 22  /components/lock/lock_demo/metadata/redisHosts
               unknown key "redisHosts" for lock "redis" (did you mean "redisHost"?)\
            """);
  }

  @Test
  void an_instance_without_type_whose_name_is_none_is_a_problem() {
    assertThat(lines("{\"components\": {\"state\": {\"demo\": {}}}}"))
        .containsExactly(
            "line 1 column 35 /components/state/demo missing key \"type\" for state \"demo\""
                + " (installed: in-memory, redis)");
  }

  @Test
  void an_unknown_type_from_the_environment_is_not_shown() {
    assertThat(lines("{\"components\": {\"state\": {\"demo\": {\"type\": \"${PLANT}\"}}}}"))
        .containsExactly(
            "line 1 column 44 /components/state/demo/type unknown type \"${PLANT}\" for kind state"
                + " (installed: in-memory, redis)");
  }

  @Test
  void a_type_that_is_no_text_is_one_problem() {
    assertThat(lines("{\"components\": {\"state\": {\"demo\": {\"type\": 5}}}}"))
        .containsExactly(
            "line 1 column 44 /components/state/demo/type type: 5 (expected: text in double"
                + " quotes)");
  }

  @Test
  void an_unknown_kind_is_a_problem() {
    assertThat(lines("{\"components\": {\"states\": {\"demo\": {\"type\": 5}}}}"))
        .containsExactly(
            "line 1 column 17 /components/states unknown kind \"states\" (did you mean \"state\"?"
                + " installed: lock, state)");
  }

  @Test
  void keys_for_other_tools_may_stand_at_the_root_alone() {
    assertThat(read("{\"$schema\": \"./outrigger.schema.json\", \"$id\": 1}").warnings()).isEmpty();
    assertThat(lines("{\"app\": {\"$schema\": \"x\"}}"))
        .singleElement()
        .asString()
        .contains("/app/$schema unknown key");
  }

  @Test
  void an_unknown_section_is_a_problem() {
    assertThat(lines("{\"component\": {}, \"plugins\": {}}"))
        .containsExactly(
            "line 1 column 2 /component unknown section \"component\" (did you mean"
                + " \"components\"?)",
            "line 1 column 19 /plugins unknown section \"plugins\" (known: app, server, log, access_log,"
                + " actuator, metrics, tracing, components)");
  }

  @Test
  void a_misspelt_reserved_key_is_suggested() {
    assertThat(lines("{\"components\": {\"state\": {\"in-memory\": {\"tpye\": \"redis\"}}}}"))
        .containsExactly(
            "line 1 column 41 /components/state/in-memory/tpye unknown key \"tpye\" for state"
                + " \"in-memory\" (did you mean \"type\"?)");
  }

  @Test
  void a_wrong_reserved_key_does_not_hide_other_problems() {
    var json =
        "{\"components\": {\"state\": {\"in-memory\": {\"on_start_failure\": 1, \"x\": 1}}}}";

    assertThat(lines(json)).hasSize(2);
  }

  @Test
  void a_name_must_not_be_empty_or_have_the_key_separator() {
    assertThat(lines("{\"components\": {\"state\": {\"\": {}, \"a||b\": {}}}}"))
        .containsExactly(
            "line 1 column 27 /components/state/ the name \"\" for a state (expected: not empty and"
                + " without ||)",
            "line 1 column 35 /components/state/a||b the name \"a||b\" for a state (expected: not"
                + " empty and without ||)");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "5",
        "[]",
        "null",
        "{\"app\": 5}",
        "{\"server\": []}",
        "{\"components\": null}",
        "{\"components\": {\"state\": 5}}",
        "{\"components\": {\"state\": {\"in-memory\": \"x\"}}}"
      })
  void what_must_be_an_object_says_so(String json) {
    assertThat(problems(json))
        .singleElement()
        .extracting(Problem::hint)
        .isEqualTo("expected: an object");
  }

  @Test
  void unknown_keys_are_warnings_when_the_app_says_so() {
    var config =
        read(
            """
            {"more": 1, "app": {"unknown_keys": "warn", "nmae": 2},
             "components": {"queue": {}, "state": {"in-memory": {"metadata": {"x": 3}}}}}
            """);

    assertThat(config.instances()).hasSize(1);
    assertThat(config.warnings())
        .extracting(problem -> problem.pointer().toString())
        .containsExactly(
            "/more", "/app/nmae", "/components/queue", "/components/state/in-memory/metadata/x");
  }

  @Test
  void unknown_keys_are_warnings_beside_other_problems_too() {
    var json = "{\"app\": {\"unknown_keys\": \"warn\", \"call_timeout\": 1, \"x\": 1}}";
    var failure = catchThrowableOfType(ConfigException.class, () -> read(json));

    assertThat(failure.problems()).hasSize(1);
    assertThat(failure.warnings()).hasSize(1);
    assertThat(failure.getMessage()).contains("x.json: 1 problem\n", "x.json: 1 warning\n");
  }

  @Test
  void an_unknown_type_stays_a_problem_when_unknown_keys_are_warnings() {
    var json =
        "{\"app\": {\"unknown_keys\": \"warn\"},"
            + " \"components\": {\"state\": {\"a\": {\"type\": \"b\"}}}}";

    assertThat(problems(json)).hasSize(1);
  }

  @Test
  void a_limit_of_a_method_that_is_not_served_is_a_problem_at_its_place() {
    var json = "{\"server\": {\"limits\": {\"methods\": {\"a.B/C\": 1, \"a.B/c\": 1}}}}";
    var reader = new ConfigReader(INSTALLED, Environment.of(Map.of()), () -> Set.of("a.B/C"));

    var failure =
        catchThrowableOfType(
            ConfigException.class,
            () -> reader.read("x.json", json.getBytes(StandardCharsets.UTF_8)));

    assertThat(failure.problems())
        .singleElement()
        .satisfies(problem -> {
          assertThat(problem.pointer()).hasToString("/server/limits/methods/a.B~1c");
          assertThat(problem.text())
              .isEqualTo("unknown method \"a.B/c\" (did you mean \"a.B/C\"?)");
        });
  }

  @Test
  void what_is_no_json_is_one_problem_at_its_place() {
    assertThat(lines("{\"app\": {,}}"))
        .containsExactly("line 1 column 10  expected a key in double quotes");
  }

  private static RuntimeConfig read(String json) {
    var environment = Environment.of(Map.of("TYPE", "in-memory", "PLANT", "hunter2"));
    return new ConfigReader(INSTALLED, environment)
        .read("x.json", json.getBytes(StandardCharsets.UTF_8));
  }

  private static List<Problem> problems(String json) {
    return catchThrowableOfType(ConfigException.class, () -> read(json)).problems();
  }

  private static List<String> lines(String json) {
    return problems(json).stream()
        .map(p -> p.position().orElseThrow() + " " + p.pointer() + " " + p.text())
        .toList();
  }

  record Redis(
      @Setting(doc = "d", key = "redisHost") String host,
      @Setting(doc = "d", orElse = "0") int db) {}
}
