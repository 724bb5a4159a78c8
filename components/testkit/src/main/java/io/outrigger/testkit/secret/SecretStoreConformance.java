package io.outrigger.testkit.secret;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import io.outrigger.spi.Call;
import io.outrigger.spi.ErrorCode;
import io.outrigger.spi.Kind;
import io.outrigger.spi.secret.SecretStore;
import io.outrigger.testkit.ComponentConformance;
import io.outrigger.testkit.Parallel;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What every secret store has to do: the assertions of Dapr's conformance suite ("secretstores"),
 * and that no value is ever printed.
 *
 * <p>The backend may hold more secrets than the suite seeds.
 */
public abstract class SecretStoreConformance extends ComponentConformance<SecretStore> {

  private static final Map<String, String> SEEDED =
      Map.of(
          "conftestsecret", "abcd",
          "secondsecret", "efgh",
          "unicodesecret", "pässwörd ключ 秘密 🔑",
          "multilinesecret", " -----BEGIN KEY-----\n\"quoted\" \\ 100%\r\n-----END KEY-----\n");

  private static final Duration AT_ONCE = Duration.ofSeconds(5);
  private static final int THREADS = 8;
  private static final int READS = 200;

  private @Nullable SecretFixture secrets;

  /**
   * Puts secrets with one value each, by name, into the backend. Called before each test, and
   * before any instance is made.
   */
  protected abstract void seed(Map<String, String> values) throws Exception;

  /**
   * Makes the backend hang, so that whatever waits for it waits for ever. Stores that hold the
   * secrets in memory have nothing to hang.
   */
  protected void freezeBackend() throws Exception {
    // Nothing to hang.
  }

  /**
   * A started store that reads what was seeded. To be overridden only when the provider's factory
   * cannot be led to such a backend by the settings.
   */
  protected SecretStore open() {
    return started();
  }

  @Override
  protected final Kind<SecretStore> kind() {
    return SecretStore.KIND;
  }

  @BeforeEach
  final void seedSecrets() throws Exception {
    seed(SEEDED);
  }

  private SecretFixture secrets() {
    if (secrets == null) {
      secrets = new SecretFixture(open());
    }
    return secrets;
  }

  @Test
  void a_secret_with_one_value_has_it_under_its_own_name() {
    assertThat(secrets().get("conftestsecret"))
        .containsExactly(Map.entry("conftestsecret", "abcd"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"unicodesecret", "multilinesecret"})
  void a_value_comes_back_character_for_character(String name) {
    assertThat(secrets().get(name)).containsEntry(name, SEEDED.get(name));
  }

  @Test
  void all_secrets_are_read_together() {
    assertThat(secrets().getAll())
        .containsEntry("conftestsecret", Map.of("conftestsecret", "abcd"))
        .containsEntry("secondsecret", Map.of("secondsecret", "efgh"));
  }

  @Test
  void a_secret_is_the_same_read_alone_and_with_all() {
    assertThat(secrets().getAll())
        .containsKeys(SEEDED.keySet().toArray(String[]::new))
        .allSatisfy((name, values) -> assertThat(secrets().get(name)).isEqualTo(values));
  }

  @ParameterizedTest
  @ValueSource(strings = {"nosuchsecret", "conftest", "conftestsecret2", "abcd"})
  void a_missing_secret_is_not_found(String name) {
    assertThat(secrets().refusal(name).code()).isEqualTo(ErrorCode.NOT_FOUND);
  }

  @Test
  void a_refusal_names_the_secret() {
    assertThat(secrets().refusal("nosuchsecret")).hasMessageContaining("\"nosuchsecret\"");
  }

  @Test
  void an_answer_prints_no_value() {
    assertThat(secrets().print("conftestsecret")).contains("conftestsecret").doesNotContain("abcd");
  }

  @Test
  void all_answers_print_no_value() {
    assertThat(secrets().printAll()).contains("secondsecret").doesNotContain("abcd", "efgh");
  }

  @Test
  void the_store_prints_no_value() {
    var store = open();
    new SecretFixture(store).getAll();

    assertThat(store.toString()).doesNotContain("abcd", "efgh");
  }

  @Test
  void metadata_that_means_nothing_to_the_store_does_no_harm() {
    assertThat(secrets().get("conftestsecret", Map.of("no.such.key", "value")))
        .containsEntry("conftestsecret", "abcd");
  }

  @Test
  void a_read_does_not_block_its_caller() throws Exception {
    var store = open();
    freezeBackend();
    var call = Call.within(AT_ONCE);

    assertThat(
            assertTimeoutPreemptively(
                AT_ONCE, () -> store.get(call, "conftestsecret", Map.of()) != null))
        .isTrue();
  }

  @Test
  void reading_all_does_not_block_its_caller() throws Exception {
    var store = open();
    freezeBackend();
    var call = Call.within(AT_ONCE);

    assertThat(assertTimeoutPreemptively(AT_ONCE, () -> store.getAll(call, Map.of()) != null))
        .isTrue();
  }

  @Test
  void many_threads_read_the_same() {
    var fixture = secrets();
    var answers = Parallel.run(THREADS, thread -> () -> readRepeatedly(fixture));

    assertThat(answers).containsOnly(List.of("abcd", "efgh"));
  }

  /** What the reads answer, each answer once. */
  private static List<String> readRepeatedly(SecretFixture fixture) {
    var seen = new TreeSet<String>();
    for (int i = 0; i < READS; i++) {
      seen.addAll(fixture.get("conftestsecret").values());
      seen.addAll(fixture.get("secondsecret").values());
    }
    return List.copyOf(seen);
  }
}
