package io.outrigger.runtime.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.outrigger.runtime.fake.FakeSecretStore;
import io.outrigger.spi.Component;
import io.outrigger.spi.ComponentDescriptor;
import io.outrigger.spi.KeyedSettings;
import io.outrigger.spi.Kind;
import io.outrigger.spi.Secret;
import io.outrigger.spi.Setting;
import io.outrigger.spi.secret.SecretStore;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ReferencesTest {

  interface Lock extends Component {}

  private static final Kind<Lock> LOCK = Kind.of("lock", Lock.class, KeyedSettings.class);

  private static final InstalledComponents INSTALLED = new Installed();

  @Test
  void a_setting_may_come_out_of_a_secret_store() {
    var instance =
        locked("{'store_name': 'v', 'key': 'db', 'sub_key': 'pw', 'inject_as': 'password'}");

    var reference = instance.references().secrets().getFirst();
    assertThat(reference.store()).isEqualTo("v");
    assertThat(reference.secret()).isEqualTo("db");
    assertThat(reference.value()).isEqualTo("pw");
    var settings = (Login) instance.settings().with(Map.of(reference, Secret.of("${x}")));
    assertThat(settings.password().reveal()).isEqualTo("${x}");
    assertThat(settings.host()).isEqualTo("h");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "'key': 'password' | password | password",
        "'key': 'a', 'sub_key': 'password' | password | password",
        "'key': 'a', 'inject_as': 'password' | a | password",
        "'key': 'a', 'sub_key': '', 'inject_as': 'password' | a | password"
      })
  void what_is_left_out_follows_from_the_rest(String members, String value, String setting) {
    var reference = locked("{'store_name': 'v', " + members + "}").references().secrets();

    assertThat(reference.getFirst().value()).isEqualTo(value);
    assertThat(reference.getFirst().setting()).isEqualTo(setting);
  }

  @Test
  void a_required_setting_is_not_missing_when_a_secret_gives_it() {
    assertThat(texts("'lock': {'a': {'type': 'login'}}, 'secret': {}"))
        .containsExactly(
            "missing key \"host\" for lock \"login\" (expected: text in double quotes)",
            "missing key \"password\" for lock \"login\" (expected: text in double quotes)");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "'store_name': 'w', 'key': 'password' | unknown secret \"w\" (did you mean \"v\"?)",
        "'store_name': 'v', 'key': 'pasword' | unknown key \"pasword\" for lock \"login\" (did you"
            + " mean \"password\"?)",
        "'store_name': 'v', 'key': 'host' | \"host\" is given twice",
        "'store_name': 'v', 'key': 'keyPrefix' | \"keyPrefix\" cannot come out of a secret store"
            + " (every lock has this setting, which is no secret)",
        "'store': 'v', 'key': 'password' | unknown key \"store\" for secret_ref (known:"
            + " store_name, key, sub_key, inject_as)",
      })
  void a_reference_that_leads_nowhere_is_a_problem(String members, String problem) {
    var more = "{'store_name': 'v', 'key': 'x', 'inject_as': 'password'}";
    var items = problem.contains("is given twice") ? more + ", " : "";

    assertThat(
            texts(
                "'secret': {'v': {'type': 'vault'}}, 'lock': {'a': {'type': 'login', 'host': 'h',"
                    + " 'secret_ref': ["
                    + items
                    + "{"
                    + members
                    + "}]}}"))
        .contains(problem);
  }

  @Test
  void two_references_to_one_setting_are_a_problem() {
    var item = "{'store_name': 'v', 'key': 'password'}";

    assertThat(
            texts(
                "'secret': {'v': {'type': 'vault'}}, 'lock': {'a': {'type': 'login', 'host': 'h',"
                    + " 'secret_ref': ["
                    + item
                    + ", "
                    + item
                    + "]}}"))
        .containsExactly("\"password\" is given twice");
  }

  @Test
  void a_secret_store_may_take_its_own_settings_from_another() {
    var config =
        read(
            "'secret': {'a': {'type': 'vault', 'secret_ref': [{'store_name': 'b', 'key': 'token'}]},"
                + " 'b': {'type': 'vault'}}");

    assertThat(config.instances()).hasSize(2);
  }

  @Test
  void a_cycle_is_a_problem_that_names_every_place() {
    var json =
        "'secret': {'a': {'type': 'vault', 'secret_ref': [{'store_name': 'b', 'key': 'token'}]},"
            + " 'b': {'type': 'vault', 'secret_ref': [{'store_name': 'a', 'key': 'token'}]}}";

    assertThat(texts(json))
        .containsExactly(
            "a cycle of references: secret \"a\" -> secret \"b\" -> secret \"a\" (the references are"
                + " at line 1 column 66 /components/secret/a/secret_ref/0, line 1 column 143"
                + " /components/secret/b/secret_ref/0)");
  }

  @Test
  void a_reference_to_oneself_is_a_cycle() {
    assertThat(
            texts(
                "'secret': {'a': {'type': 'vault', 'secret_ref': [{'store_name': 'a', 'key':"
                    + " 'token'}]}}"))
        .singleElement()
        .asString()
        .startsWith("a cycle of references: secret \"a\" -> secret \"a\"");
  }

  @Test
  void an_instance_may_know_another() {
    var config =
        read(
            "'lock': {'a': {'type': 'login', 'host': 'h', 'password': 'p', 'component_ref':"
                + " {'secret': 'v'}}}, 'secret': {'v': {'type': 'vault'}}");

    assertThat(config.instances().getFirst().references().components())
        .singleElement()
        .satisfies(reference -> {
          assertThat(reference.kind()).isEqualTo(SecretStore.KIND);
          assertThat(reference.name()).isEqualTo("v");
        });
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{'secret': 'w'} | unknown secret \"w\" (did you mean \"v\"?)",
        "{'secrets': 'v'} | unknown kind \"secrets\" (did you mean \"secret\"?)",
        "{'secret': 5} | secret: a number (expected: the name of an instance)",
        "5 | component_ref: a number (expected: an object)",
      })
  void an_instance_can_only_know_what_there_is(String reference, String problem) {
    assertThat(
            texts(
                "'lock': {'a': {'type': 'login', 'host': 'h', 'password': 'p', 'component_ref': "
                    + reference
                    + "}}, 'secret': {'v': {'type': 'vault'}}"))
        .containsExactly(problem);
  }

  @Test
  void a_secret_that_is_no_such_value_is_not_shown() {
    var instance =
        locked(
            "{'store_name': 'v', 'key': 'x', 'inject_as': 'retries'}, {'store_name': 'v', 'key':"
                + " 'password'}");
    var references = instance.references().secrets();
    var values =
        Map.of(
            references.get(0),
            Secret.of("planted-secret"),
            references.get(1),
            Secret.of("hunter2"));

    assertThatThrownBy(() -> instance.settings().with(values))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("retries: *** (expected: a whole number");
  }

  @Test
  void a_secret_in_a_refusal_of_the_record_is_not_shown() {
    var instance = locked("{'store_name': 'v', 'key': 'password'}");
    var reference = instance.references().secrets().getFirst();

    assertThatThrownBy(() -> instance.settings().with(Map.of(reference, Secret.of("refuse-me"))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("password: *** (expected: another)");
  }

  private static InstanceConfig locked(String references) {
    return read("'secret': {'v': {'type': 'vault'}}, 'lock': {'a': {'type': 'login', 'host': 'h',"
            + " 'secret_ref': ["
            + references
            + "]}}")
        .instances()
        .getLast();
  }

  private static RuntimeConfig read(String components) {
    var json = ("{'components': {" + components + "}}").replace('\'', '"');
    return new ConfigReader(INSTALLED, Environment.of(Map.of()))
        .read("x.json", json.getBytes(StandardCharsets.UTF_8));
  }

  private static List<String> texts(String components) {
    var failure = catchThrowableOfType(ConfigException.class, () -> read(components));
    return failure.problems().stream().map(Problem::text).toList();
  }

  record Login(
      @Setting(doc = "Where.") String host,
      @Setting(doc = "Who.") Secret password,
      @Setting(doc = "How often.", orElse = "3") int retries) {

    Login {
      if (password.reveal().equals("refuse-me")) {
        throw new IllegalArgumentException(
            "password: " + password.reveal() + " (expected: another)");
      }
    }
  }

  record Vault(@Setting(doc = "The token.") Optional<Secret> token) {}

  private static final class Installed implements InstalledComponents {

    private static final ComponentDescriptor<?, ?> LOGIN =
        ComponentDescriptor.of(LOCK, "login", Login.class, (s, c) -> new Lock() {});
    private static final ComponentDescriptor<?, ?> VAULT =
        ComponentDescriptor.of(
            SecretStore.KIND, "vault", Vault.class, (s, c) -> new FakeSecretStore(Map.of()));

    @Override
    public Optional<Kind<?>> kind(String name) {
      return List.of(LOCK, SecretStore.KIND).stream()
          .filter(kind -> kind.name().equals(name))
          .<Kind<?>>map(kind -> kind)
          .findFirst();
    }

    @Override
    public Optional<ComponentDescriptor<?, ?>> descriptor(Kind<?> kind, String type) {
      return List.of(LOGIN, VAULT).stream()
          .filter(one -> one.kind().equals(kind) && one.type().equals(type))
          .<ComponentDescriptor<?, ?>>map(one -> one)
          .findFirst();
    }

    @Override
    public List<String> kindNames() {
      return List.of("lock", "secret");
    }

    @Override
    public List<String> types(Kind<?> kind) {
      return List.of(kind.equals(LOCK) ? "login" : "vault");
    }
  }
}
