package io.outrigger.runtime.config;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.tuple;

import io.outrigger.runtime.fake.FakeFileStore;
import io.outrigger.runtime.fake.FakeSecretStore;
import io.outrigger.spi.ComponentDescriptor;
import io.outrigger.spi.Kind.NoSettings;
import io.outrigger.spi.Secret;
import io.outrigger.spi.Setting;
import io.outrigger.spi.file.EndpointSettings;
import io.outrigger.spi.file.FileStore;
import io.outrigger.spi.secret.SecretStore;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Instances whose {@code metadata} is an array of endpoints. */
final class EndpointsTest {

  private static final String WHOLE_NUMBER =
      " (expected: a whole number from -2147483648 to 2147483647)";

  private static final String VAULT = "'secret': {'v': {'type': 'vault'}}";

  private final ConfigReader reader =
      new ConfigReader(
          new FakeComponents(
              List.of(
                  ComponentDescriptor.of(
                      FileStore.KIND, "far", Far.class, (s, c) -> new FakeFileStore()),
                  ComponentDescriptor.of(
                      FileStore.KIND, "near", Near.class, (s, c) -> new FakeFileStore()),
                  ComponentDescriptor.of(
                      SecretStore.KIND,
                      "vault",
                      NoSettings.class,
                      (s, c) -> new FakeSecretStore(Map.of())))),
          Environment.of(Map.of("PLACE", "a:9000", "KEY", "planted-secret")));

  @Test
  void each_object_has_settings_of_its_own() {
    var metadata = "[{'endpoint': 'a', 'key': 'k', 'timeout': 7}, {'endpoint': 'b', 'key': 'l'}]";

    assertThat(settings("'metadata': " + metadata))
        .extracting(Far::endpoint, far -> far.key().reveal(), Far::timeout)
        .containsExactly(tuple("a", "k", 7), tuple("b", "l", 100));
  }

  @Test
  void an_object_has_the_instances_own_keys_in_the_place_of_what_it_lacks() {
    var own = "'key': 'k', 'timeout': 7, 'metadata': ";

    assertThat(settings(own + "[{'endpoint': 'a', 'wait': 8}, {'endpoint': 'b'}]"))
        .extracting(Far::endpoint, far -> far.key().reveal(), Far::timeout)
        .containsExactly(tuple("a", "k", 8), tuple("b", "k", 7));
    assertThat(settings(own + "[{'endpoint': 'a', 'key': 'l'}]"))
        .extracting(Far::endpoint, far -> far.key().reveal(), Far::timeout)
        .containsExactly(tuple("a", "l", 7));
  }

  @Test
  void an_object_alone_adds_to_the_instances_own_keys_and_changes_none() {
    assertThat(settings("'timeout': 7, 'metadata': {'endpoint': 'a', 'key': 'k'}")).hasSize(1);
    assertThat(problems("'key': 'k', 'metadata': {'endpoint': 'a', 'key': 'k'}"))
        .containsExactly("/metadata/key \"key\" is given twice (first at line 1 column 47)");
  }

  @Test
  void the_problems_of_all_objects_are_told_at_their_places() {
    assertThat(
            problems(
                "'metadata': [{'key': 'k'}, {'endpoint': 'b', 'key': 'k', 'timeout': 'x'},"
                    + " {'endpoint': 5, 'key': 'k', 'endpont': 'c'}, 5]"))
        .containsExactly(
            "/metadata/0 missing key \"endpoint\" for file \"far\" (expected: text in double"
                + " quotes)",
            "/metadata/1/timeout timeout: \"x\"" + WHOLE_NUMBER,
            "/metadata/2/endpoint endpoint: 5 (expected: text in double quotes)",
            "/metadata/2/endpont unknown key \"endpont\" for file \"far\" (did you mean"
                + " \"endpoint\"?)",
            "/metadata/3 metadata[3]: a number (expected: an object)");
  }

  @Test
  void what_is_wrong_with_the_instances_own_keys_is_told_once() {
    var two = "'metadata': [{'endpoint': 'a', 'key': 'k'}, {'endpoint': 'b', 'key': 'k'}]";

    assertThat(problems("'timeout': 'x', 'timeouts': 7, " + two))
        .containsExactly(
            "/timeout timeout: \"x\"" + WHOLE_NUMBER,
            "/timeouts unknown key \"timeouts\" for file \"far\" (did you mean \"timeout\"?)");
  }

  @Test
  void an_own_key_that_every_object_has_itself_is_looked_at_all_the_same() {
    var two =
        "'metadata': [{'endpoint': 'a', 'key': 'k', 'timeout': 1},"
            + " {'endpoint': 'b', 'key': 'k', 'timeout': 2}]";

    assertThat(problems("'timeout': 'x', " + two))
        .containsExactly("/timeout timeout: \"x\"" + WHOLE_NUMBER);
  }

  @Test
  void what_the_record_refuses_is_told_of_each() {
    assertThat(
            problems(
                "'key': 'k', 'timeout': 0, 'metadata': [{'endpoint': 'a'}, {'endpoint': 'b',"
                    + " 'timeout': -1}]"))
        .containsExactly(
            "/timeout timeout: 0 (expected: >= 1)",
            "/metadata/1/timeout timeout: -1 (expected: >= 1)");
  }

  @Test
  void two_objects_of_one_endpoint_are_a_problem_that_names_both_places() {
    assertThat(
            problems(
                "'key': 'k', 'metadata': [{'endpoint': 'a:9000'}, {'endpoint': 'b'},"
                    + " {'endpoint': '${PLACE}'}]"))
        .containsExactly(
            "/metadata/2/endpoint the \"endpoint\" of another object (first at line 1 column 85"
                + " /components/file/f/metadata/0/endpoint)");
  }

  @Test
  void an_endpoint_beside_metadata_is_for_one_object_only() {
    assertThat(problems("'key': 'k', 'endpoint': 'a', 'metadata': [{}, {'endpoint': 'b'}, {}]"))
        .containsExactly(
            "/metadata/2 the \"endpoint\" of another object (first at line 1 column 89"
                + " /components/file/f/metadata/0)");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "'endpoint': 'a', 'key': 'k', "})
  void an_empty_array_is_a_problem(String own) {
    assertThat(problems(own + "'metadata': []"))
        .containsExactly(
            "/metadata metadata: an empty array (expected: an object, or one for each endpoint)");
  }

  @Test
  void a_type_without_endpoints_cannot_have_several() {
    assertThat(refusals("'n': {'type': 'near', 'root': 'r', 'metadata': [{}, {}]}"))
        .containsExactly(
            "/components/file/n/metadata metadata: an array of 2 (expected: one object, since a"
                + " file \"near\" cannot have several)");
    assertThat(parts("'n': {'type': 'near', 'metadata': [{'root': 'r'}]}")).hasSize(1);
    assertThat(parts("'n': {'type': 'near', 'root': 'r', 'metadata': []}")).hasSize(1);
  }

  @Test
  void a_secret_is_for_the_objects_that_do_not_have_their_own() {
    var instance = file(secret("'key'") + "[{'endpoint': 'a', 'key': 'k'}, {'endpoint': 'b'}]");
    var values = Map.of(instance.references().secrets().getFirst(), Secret.of("injected"));

    assertThat(instance.parts())
        .extracting(part -> ((Far) part.with(values)).key().reveal())
        .containsExactly("k", "injected");
  }

  @Test
  void an_object_takes_of_several_secrets_those_that_it_lacks() {
    var instance =
        file(
            "'secret_ref': [{'store_name': 'v', 'key': 'key'}, {'store_name': 'v', 'key':"
                + " 'timeout'}], 'metadata': [{'endpoint': 'a', 'key': 'k'}, {'endpoint': 'b',"
                + " 'timeout': 8}]");
    var secrets = instance.references().secrets();
    var values = Map.of(secrets.get(0), Secret.of("injected"), secrets.get(1), Secret.of("7"));

    assertThat(instance.parts())
        .extracting(part -> (Far) part.with(values))
        .extracting(far -> far.key().reveal(), Far::timeout)
        .containsExactly(tuple("k", 7), tuple("injected", 8));
  }

  @Test
  void a_secret_that_no_object_lacks_is_given_twice() {
    assertThat(problems(secret("'key'") + "[{'endpoint': 'a', 'key': 'k'}]"))
        .containsExactly("/secret_ref/0 \"key\" is given twice");
    assertThat(
            problems("'key': 'k', " + secret("'key'") + "[{'endpoint': 'a'}, {'endpoint': 'b'}]"))
        .containsExactly("/secret_ref/0 \"key\" is given twice");
  }

  @Test
  void objects_that_await_a_secret_are_looked_at_as_far_as_can_be() {
    assertThat(
            problems(
                secret("'key'")
                    + "[{'endpoint': 'a', 'timeout': 'x'}, {'endpoint': 'b'}, {'endpoint': 'b'}]"))
        .containsExactly(
            "/metadata/0/timeout timeout: \"x\"" + WHOLE_NUMBER,
            "/metadata/2/endpoint the \"endpoint\" of another object (first at line 1 column 177"
                + " /components/file/f/metadata/1/endpoint)");
  }

  @Test
  void the_endpoint_comes_out_of_a_secret_store_only_when_there_is_one() {
    assertThat(file(secret("'endpoint'") + "[{'key': 'k'}]").references().secrets()).hasSize(1);
    assertThat(problems(secret("'endpoint'") + "[{'key': 'k', 'endpoint': 'a'}, {'key': 'k'}]"))
        .contains(
            "/secret_ref/0 \"endpoint\" cannot come out of a secret store (it tells the objects of"
                + " metadata apart)");
  }

  @Test
  void what_counts_is_shown_for_each_and_can_be_read_again() {
    var effective =
        effective(
            secret("'key'")
                + "[{'endpoint': '${PLACE}', 'key': '${KEY}'}, {'endpoint': 'b', 'wait': 8}]");

    assertThat(effective.replaceAll("\\s+", " "))
        .contains(
            "\"secret_ref\": [ { \"store_name\": \"v\", \"key\": \"s\", \"inject_as\": \"key\" } ],"
                + " \"metadata\": [ { \"endpoint\": \"${PLACE}\", \"key\": \"***\", \"timeout\": 100"
                + " }, { \"endpoint\": \"b\", \"timeout\": 8 } ]");
    assertThat(checked(effective)).isEqualTo(effective);
  }

  @Test
  void one_endpoint_is_shown_without_an_array() {
    var effective = effective("'timeout': 7, 'metadata': [{'endpoint': 'a', 'key': 'k'}]");

    assertThat(effective.replaceAll("\\s+", " "))
        .contains("\"endpoint\": \"a\", \"key\": \"***\", \"timeout\": 7 }")
        .doesNotContain("metadata");
    assertThat(checked(effective)).isEqualTo(effective);
  }

  @Test
  void a_config_of_mosn_has_keys_in_any_case_and_null_for_what_is_absent() {
    var instance =
        "{'type': 'far', 'KEY': 'k', 'TimeOut': 7, 'Metadata': [{'EndPoint': 'a', 'timeout': 8,"
            + " 'key': null}, {'endpoint': 'b'}]}";
    var json = MosnConfigs.grpc("'file': {'f': " + instance + "}");

    assertThat(reader.read("x.json", MosnConfigs.bytes(json)).instances().getFirst().parts())
        .extracting(part -> (Far) part.with(Map.of()))
        .extracting(Far::endpoint, far -> far.key().reveal(), Far::timeout)
        .containsExactly(tuple("a", "k", 8), tuple("b", "k", 7));
  }

  /** A reference to a secret, and the key of the array that is to follow. */
  private static String secret(String setting) {
    return "'secret_ref': [{'store_name': 'v', 'key': 's', 'inject_as': "
        + setting
        + "}], 'metadata': ";
  }

  private List<Far> settings(String members) {
    return file(members).parts().stream().map(part -> (Far) part.with(Map.of())).toList();
  }

  private InstanceConfig file(String members) {
    return read("'f': {'type': 'far', " + members + "}").instances().getFirst();
  }

  private List<SettingsSource> parts(String instance) {
    return read(instance).instances().getFirst().parts();
  }

  private RuntimeConfig read(String files) {
    return reader.read("x.json", config(files));
  }

  private String effective(String members) {
    return reader.check("x.json", config("'f': {'type': 'far', " + members + "}")).effective();
  }

  private String checked(String effective) {
    return reader.check("x.json", effective.getBytes(UTF_8)).effective();
  }

  private List<String> problems(String members) {
    return refusals("'f': {'type': 'far', " + members + "}").stream()
        .map(line -> line.replaceFirst("^/components/file/f", ""))
        .toList();
  }

  private List<String> refusals(String files) {
    var failure = catchThrowableOfType(ConfigException.class, () -> read(files));
    return Optional.ofNullable(failure).orElseThrow().problems().stream()
        .map(problem -> problem.pointer() + " " + problem.text())
        .toList();
  }

  private static byte[] config(String files) {
    var json = "{'components': {'file': {" + files + "}, " + VAULT + "}}";
    return json.replace('\'', '"').getBytes(UTF_8);
  }

  record Far(
      @Setting(doc = "Where.") String endpoint,
      @Setting(doc = "The key.") Secret key,
      @Setting(doc = "How long.", aliases = "wait", orElse = "100") int timeout)
      implements EndpointSettings {

    Far {
      Check.atLeast("timeout", timeout, 1);
    }
  }

  record Near(@Setting(doc = "Where.") String root) {}
}
