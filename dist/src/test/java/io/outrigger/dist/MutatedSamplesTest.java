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
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.regex.Pattern;
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
  private final ConfigReader reader =
      new ConfigReader(ComponentCatalog.ofClassPath(), Environment.of(Map.of()));

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
    var samples = LayottoSample.all();
    for (int i = 0; i < MUTATIONS; i++) {
      var sample = samples.get(random.nextInt(samples.size()));
      var text = harmless(new String(sample.utf8(), StandardCharsets.UTF_8));
      var changed = i % 4 == 0 ? changedText(text) : changedTree(text);
      try {
        check(changed);
      } catch (AssertionError | RuntimeException e) {
        throw new AssertionError(
            "repeat it with -Doutrigger.seed=%d (mutation %d of %s):%n%s"
                .formatted(seed, i, sample, changed),
            e);
      }
    }
    out.printf("%d mutations: %d started, %d refused%n", MUTATIONS, loaded, refused);
    assertThat(loaded).isGreaterThan(MUTATIONS / 10);
    assertThat(refused).isGreaterThan(MUTATIONS / 10);
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
      var config = reader.read(file);
      System.out.println(ProblemReport.json("x", List.of(), config.warnings()));
      System.out.println(ProblemReport.text("x", List.of(), config.warnings()));
      System.out.println(reader.effective(file));
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

  /** It starts whole, or leaves nothing behind. */
  private static void start(RuntimeConfig config) {
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
  }
}
