package io.outrigger.builtin.secret;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import io.outrigger.testkit.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The file as it changes under a running store. */
final class LocalFileReloadTest {

  private static final String OLD = "{\"a\": \"old\"}";
  private static final String NEW = "{\"a\": \"new\"}";
  private static final String BROKEN = "{\"a\": \"broken\"";

  @TempDir private Path directory;
  private LocalFileFixture fixture;

  @BeforeEach
  void start() throws IOException {
    fixture = new LocalFileFixture(path());
    fixture.write(OLD);
    fixture.start();
  }

  @AfterEach
  void close() {
    fixture.close();
  }

  @Test
  void a_rewritten_file_is_read_again() throws IOException {
    fixture.write(NEW);

    fixture.checkUntil(() -> value().equals("new"));
  }

  @Test
  void a_secret_that_is_taken_out_is_not_found_any_more() throws IOException {
    fixture.write("{}");

    fixture.checkUntil(() -> fixture.secrets().getAll().isEmpty());
  }

  @Test
  void a_read_of_new_content_is_logged_once() throws IOException {
    fixture.write(NEW);
    fixture.checkUntil(() -> !fixture.log().lines(Level.INFO).isEmpty());
    fixture.checkWhile(() -> fixture.log().lines(Level.INFO).size() == 1);

    assertThat(fixture.log().lines(Level.INFO))
        .containsExactly("component=secret \"demo\" event=secrets_read secrets=1");
  }

  @Test
  void content_that_stays_the_same_is_not_logged() throws IOException {
    fixture.write(OLD);

    fixture.checkWhile(() -> fixture.log().text().isEmpty());
  }

  @Test
  void a_link_that_is_moved_as_kubernetes_does_is_noticed() throws IOException {
    var volume = Files.createDirectory(directory.resolve("volume"));
    publish(volume, "..2026_1", OLD);
    Files.createSymbolicLink(volume.resolve("secrets.json"), Path.of("..data", "secrets.json"));
    try (var mounted = new LocalFileFixture(volume.resolve("secrets.json"))) {
      mounted.context().clock().advance(Duration.ofHours(1));
      mounted.start();
      publish(volume, "..2026_2", NEW);

      mounted.checkUntil(() -> mounted.secrets().value("a").equals("new"));
    }
  }

  @Test
  void a_broken_file_leaves_the_secrets_as_they_were() throws IOException {
    breakFile();

    assertThat(value()).isEqualTo("old");
  }

  @Test
  void a_broken_file_is_a_reason_to_be_down() throws IOException {
    breakFile();

    assertThat(fixture.health().detail()).startsWith("secretsFile: " + path() + ": content line 1");
  }

  @Test
  void a_broken_file_is_warned_of_once() throws IOException {
    fixture.write(BROKEN);
    fixture.checkUntil(() -> !fixture.log().lines(Level.WARN).isEmpty());
    fixture.checkWhile(() -> fixture.log().lines(Level.WARN).size() == 1);

    assertThat(fixture.log().lines(Level.WARN))
        .singleElement()
        .asString()
        .startsWith("component=secret \"demo\" event=secrets_kept cause=secretsFile: " + path());
  }

  @Test
  void a_repaired_file_is_up_again_with_its_new_values() throws IOException {
    breakFile();
    fixture.write(NEW);
    fixture.checkUntil(() -> fixture.health().isUp());

    assertThat(value()).isEqualTo("new");
  }

  @Test
  void a_file_that_is_back_as_it_was_is_up_again() throws IOException {
    breakFile();
    fixture.write(OLD);
    fixture.checkUntil(() -> fixture.health().isUp());

    assertThat(value()).isEqualTo("old");
  }

  @Test
  void a_removed_file_leaves_the_secrets_as_they_were() throws IOException {
    Files.delete(path());
    fixture.checkUntil(() -> !fixture.health().isUp());

    assertThat(value()).isEqualTo("old");
  }

  @Test
  void a_removed_file_is_a_reason_to_be_down() throws IOException {
    Files.delete(path());
    fixture.checkUntil(() -> !fixture.health().isUp());

    assertThat(fixture.health().detail()).contains("no such file");
  }

  @Test
  void a_closed_store_does_not_look_at_its_file() throws IOException {
    Outcome.done(fixture.store()::close);
    fixture.write(NEW);

    fixture.checkWhile(() -> fixture.secrets().getAll().isEmpty());
  }

  private void breakFile() throws IOException {
    fixture.write(BROKEN);
    fixture.checkUntil(() -> !fixture.health().isUp());
  }

  /** Publishes a version of the same time and size as any other, and moves the link to it. */
  private static void publish(Path volume, String version, String json) throws IOException {
    var file = Files.createDirectory(volume.resolve(version)).resolve("secrets.json");
    Files.writeString(file, json);
    Files.setLastModifiedTime(file, FileTime.from(Instant.EPOCH));
    var link = Files.createSymbolicLink(volume.resolve("..data_tmp"), Path.of(version));
    Files.move(
        link,
        volume.resolve("..data"),
        StandardCopyOption.ATOMIC_MOVE,
        StandardCopyOption.REPLACE_EXISTING);
  }

  private String value() {
    return fixture.secrets().value("a");
  }

  private Path path() {
    return directory.resolve("secrets.json");
  }
}
