package io.outrigger.dist;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.outrigger.runtime.Sidecar;
import io.outrigger.runtime.component.ComponentCatalog;
import io.outrigger.runtime.component.StartFailedException;
import io.outrigger.runtime.config.ConfigException;
import io.outrigger.runtime.config.ConfigReader;
import io.outrigger.runtime.config.Environment;
import io.outrigger.runtime.config.ProblemReport;
import io.outrigger.runtime.config.RuntimeConfig;
import io.outrigger.runtime.json.Json;
import io.outrigger.runtime.server.ListenException;
import io.outrigger.spi.ComponentDescriptor;
import io.outrigger.spi.ComponentProvider;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.ServiceLoader;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Layotto's sample configs, changed at random: each loads and starts, or is refused with a place,
 * and nothing that is printed shows a secret.
 */
final class MutatedSamplesTest {

  private static final int MUTATIONS = 1_000;
  private static final Pattern PLANTED = Pattern.compile("planted-secret-\\d+");
  private static final Pattern PLANTED_AS_KEY = Pattern.compile("planted-secret-\\d+\"\\s*:");
  private static final String TOKENS = "{}[]:,\"\\/-1e${}||\u0000\u00e9";

  private final long seed = Long.getLong("outrigger.seed", System.nanoTime());
  private final Random random = new Random(seed);
  private final PrintStream out = System.out;
  private final PrintStream err = System.err;
  private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
  private final FakeBackends backends = new FakeBackends();
  private final ConfigReader reader = new ConfigReader(catalog(backends), Environment.of(Map.of()));

  /** As a sample, with secrets in a store, one that is taken for a number, and two endpoints. */
  private static final String REFERRING =
      """
      {"servers": [{"default_log_path": "stdout", "default_log_level": "DEBUG", "listeners": [
        {"name": "grpc", "address": "127.0.0.1:34904", "bind_port": true, "filter_chains": [
          {"filters": [{"type": "grpc", "config": {"server_name": "runtime", "grpc_config": {
            "app": {"app_id": "app1"},
            "secret_store": {"vault": {"type": "hashicorp.vault"}},
            "state": {"state_demo": {"type": "redis", "metadata": {"redisHost": "localhost:6379"},
              "secret_ref": [{"store_name": "vault", "key": "a", "inject_as": "redisPassword"}]}},
            "sequencer": {"sequencer_demo": {"type": "mongo", "metadata": {"mongoHost": "h"},
              "secret_ref": [{"store_name": "vault", "key": "mongoPassword"}],
              "component_ref": {"secret_store": "vault"}}},
            "lock": {"lock_demo": {"type": "redis_cluster", "metadata": {"redisHosts": "h"},
              "secret_ref": [{"store_name": "vault", "key": "n", "inject_as": "concurrency"}]}},
            "file": {"file_demo": {"type": "minio", "region": "r", "metadata": [
                {"endpoint": "a:9000", "accessKeySecret": "planted-secret-501"},
                {"endpoint": "b:9000", "accessKeyID": "planted-secret-502", "region": "s"}],
              "secret_ref": [{"store_name": "vault", "key": "accessKeySecret"}]}}
          }}}]}]}]}]}
      """;

  @TempDir private Path directory = Path.of("");

  private int loaded;
  private int refused;

  @BeforeEach
  void catchOutput() {
    var stream = new PrintStream(printed, true, StandardCharsets.UTF_8);
    System.setOut(stream);
    System.setErr(stream);
  }

  @AfterEach
  void giveOutputBack() {
    System.setOut(out);
    System.setErr(err);
  }

  @Test
  void a_changed_sample_starts_or_is_refused_with_a_place() throws IOException {
    var samples = samples();
    for (int i = 0; i < MUTATIONS; i++) {
      int sample = random.nextInt(samples.size());
      var text = harmless(samples.get(sample));
      var changed = i % 4 == 0 ? changedText(text) : changedTree(text);
      try {
        check(changed);
      } catch (AssertionError | RuntimeException e) {
        throw new AssertionError(
            "repeat it with -Doutrigger.seed=%d (mutation %d of sample %d):%n%s"
                .formatted(seed, i, sample, changed),
            e);
      }
    }
    out.printf("%d mutations: %d started, %d refused%n", MUTATIONS, loaded, refused);
    assertThat(loaded).isGreaterThan(MUTATIONS / 10);
    assertThat(refused).isGreaterThan(MUTATIONS / 10);
    assertThat(backends.used())
        .filteredOn(secret -> PLANTED.matcher(secret).matches())
        .hasSizeGreaterThan(20);
  }

  @Test
  void every_sample_starts_as_it_is_and_what_counts_of_it_is_a_config() throws IOException {
    for (var sample : samples()) {
      check(harmless(sample));
    }
    assertThat(refused).isZero();
    assertThat(backends.used()).contains("planted-secret-101", "planted-secret-106");
    assertThat(backends.used()).contains("planted-secret-501", "planted-secret-502");
    assertThat(backends.used()).anyMatch(secret -> secret.startsWith("planted-secret-9"));
  }

  private static List<String> samples() throws IOException {
    var samples = new ArrayList<String>();
    for (var sample : LayottoSample.all()) {
      samples.add(new String(sample.utf8(), StandardCharsets.UTF_8));
    }
    samples.add(REFERRING);
    return samples;
  }

  /** What is installed, with the fakes in the place of what would need a server. */
  private static ComponentCatalog catalog(FakeBackends fakes) {
    var taken = new HashSet<String>();
    fakes.components().forEach(fake -> taken.addAll(names(fake)));
    var others =
        ServiceLoader.load(ComponentProvider.class).stream()
            .flatMap(provider -> provider.get().components().stream())
            .filter(type -> Collections.disjoint(names(type), taken))
            .toList();
    return ComponentCatalog.of(List.of(() -> others, fakes));
  }

  private static List<String> names(ComponentDescriptor<?, ?> type) {
    return Stream.concat(Stream.of(type.type()), type.aliases().stream())
        .map(name -> type.kind() + "/" + name)
        .toList();
  }

  /** On free ports, and with every file in the temporary directory. */
  private String harmless(String sample) {
    return sample
        .replaceAll("(127\\.0\\.0\\.1|0\\.0\\.0\\.0):(34\\d{3}|12221|2045)", "127.0.0.1:0")
        .replace("/tmp/", directory + "/")
        .replace("./example.log", directory + "/example.log");
  }

  private String changedTree(String text) {
    var tree = Json.read("sample", text);
    for (int changes = 1 + random.nextInt(3); changes > 0; changes--) {
      tree = SampleMutation.of(tree, random);
    }
    return tree.toText();
  }

  private String changedText(String text) {
    var changed = new StringBuilder(text);
    for (int changes = 1 + random.nextInt(3); changes > 0; changes--) {
      int at = random.nextInt(changed.length());
      if (random.nextBoolean()) {
        changed.deleteCharAt(at);
      } else {
        changed.insert(at, TOKENS.charAt(random.nextInt(TOKENS.length())));
      }
    }
    return changed.toString();
  }

  private void check(String text) throws IOException {
    printed.reset();
    var file = Files.writeString(directory.resolve("config.json"), text);
    try {
      var checked = reader.check(file);
      var config = checked.config();
      System.out.println(ProblemReport.json("x", List.of(), config.warnings()));
      System.out.println(ProblemReport.text("x", List.of(), config.warnings()));
      System.out.println(checked.effective());
      assertThat(effective(checked.effective())).isEqualTo(checked.effective());
      start(config);
      loaded++;
    } catch (ConfigException e) {
      System.out.println(e.getMessage());
      System.out.println(ProblemReport.json("x", e.problems(), e.warnings()));
      assertThat(e.problems())
          .isNotEmpty()
          .allSatisfy(problem -> {
            assertThat(problem.position()).isPresent();
            assertThat(problem.message()).isNotBlank();
          });
      refused++;
    }
    if (!PLANTED_AS_KEY.matcher(text).find()) {
      assertThat(printed.toString(StandardCharsets.UTF_8)).doesNotContainPattern(PLANTED);
    }
  }

  private String effective(String config) {
    try {
      return reader.check("effective.json", config.getBytes(StandardCharsets.UTF_8)).effective();
    } catch (ConfigException e) {
      throw new AssertionError("what counts is no config", e);
    }
  }

  /** It starts whole, or leaves nothing behind. */
  private void start(RuntimeConfig config) {
    try (var sidecar = Sidecar.start("config.json", config)) {
      assertThat(sidecar.addresses()).hasSameSizeAs(config.server().listen());
    } catch (ListenException | StartFailedException e) {
      assertThat(e).hasMessageNotContaining("planted-secret");
    }
    await()
        .pollDelay(Duration.ZERO)
        .pollInterval(Duration.ofMillis(2))
        .untilAsserted(() ->
            assertThat(Thread.getAllStackTraces().keySet())
                .extracting(Thread::getName)
                .noneMatch(name -> name.startsWith("outrigger-loop")));
    assertThat(backends.open()).isEmpty();
  }
}
