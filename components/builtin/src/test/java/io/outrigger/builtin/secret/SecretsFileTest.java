package io.outrigger.builtin.secret;

import static org.assertj.core.api.Assertions.assertThat;

import io.outrigger.spi.Secret;
import io.outrigger.testkit.TestContext;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** When the file is read again. */
final class SecretsFileTest {

  private final TestContext context = new TestContext();

  @TempDir private Path directory;

  @BeforeEach
  void writeLongAgo() throws IOException {
    write("{\"a\": \"1\"}");
    context.clock().advance(Duration.ofHours(1));
  }

  @AfterEach
  void close() {
    context.close();
  }

  @Test
  void an_unchanged_file_is_not_read_again() {
    var before = first();

    assertThat(file().look(before)).isSameAs(before);
  }

  @Test
  void an_unchanged_broken_file_is_not_read_again() throws IOException {
    write("{");
    var before = first();

    assertThat(file().look(before)).isSameAs(before);
  }

  @Test
  void a_file_of_another_time_is_read_again() throws IOException {
    var before = first();
    var time = Files.getLastModifiedTime(path());
    write("{\"a\": \"2\"}");
    Files.setLastModifiedTime(path(), FileTime.from(time.toInstant().plusMillis(1)));

    assertThat(value(file().look(before))).isEqualTo("2");
  }

  @Test
  void a_file_of_another_size_is_read_again() throws IOException {
    var before = first();
    var time = Files.getLastModifiedTime(path());
    write("{\"a\": \"22\"}");
    Files.setLastModifiedTime(path(), time);

    assertThat(value(file().look(before))).isEqualTo("22");
  }

  @Test
  void another_file_of_the_same_time_and_size_is_read() throws IOException {
    var before = first();
    replaceKeepingTime("{\"a\": \"2\"}");

    assertThat(value(file().look(before))).isEqualTo("2");
  }

  @Test
  void a_file_that_was_written_just_now_is_read_again_whatever_its_stamp() throws IOException {
    context.clock().advance(Duration.ofHours(-1));
    var before = first();
    var time = Files.getLastModifiedTime(path());
    write("{\"a\": \"2\"}");
    Files.setLastModifiedTime(path(), time);

    assertThat(value(file().look(before))).isEqualTo("2");
  }

  @Test
  void a_time_two_seconds_ago_or_less_may_not_be_the_last() {
    var now = context.clock().instant();
    var stamp = new FileStamp(Optional.empty(), FileTime.from(now.minusSeconds(2)), 1);

    assertThat(stamp.isSettledAt(now)).isFalse();
  }

  @Test
  void a_time_more_than_two_seconds_ago_is_the_last() {
    var now = context.clock().instant();
    var stamp = new FileStamp(Optional.empty(), FileTime.from(now.minusMillis(2001)), 1);

    assertThat(stamp.isSettledAt(now)).isTrue();
  }

  private void replaceKeepingTime(String json) throws IOException {
    var next = directory.resolve("next.json");
    Files.writeString(next, json);
    Files.setLastModifiedTime(next, Files.getLastModifiedTime(path()));
    Files.move(next, path(), StandardCopyOption.REPLACE_EXISTING);
  }

  private FileView first() {
    return file().look(FileView.nothing());
  }

  private SecretsFile file() {
    return new SecretsFile(new LocalFileSecretSettings(path(), ":", false), context);
  }

  private static String value(FileView view) {
    return view.secrets().getOrDefault("a", Map.of()).getOrDefault("a", Secret.of("none")).reveal();
  }

  private void write(String json) throws IOException {
    Files.writeString(path(), json);
  }

  private Path path() {
    return directory.resolve("secrets.json");
  }
}
