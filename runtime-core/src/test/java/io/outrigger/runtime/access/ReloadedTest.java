package io.outrigger.runtime.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.outrigger.runtime.component.Deadlines;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

final class ReloadedTest {

  private static final FileTime TIME = FileTime.fromMillis(1_000_000);

  private final Logger logger = (Logger) LoggerFactory.getLogger(Reloaded.class);
  private final ListAppender<ILoggingEvent> logged = new ListAppender<>();

  @TempDir private Path directory;
  private Path file = Path.of("");

  @BeforeEach
  void listen() {
    file = directory.resolve("word");
    logged.start();
    logger.addAppender(logged);
  }

  @AfterEach
  void detach() {
    logger.detachAppender(logged);
  }

  @Test
  void files_are_used_again_once_each_time_they_change() throws IOException {
    write("one");
    var word = Reloaded.read(new Word(file));
    word.refresh();

    write("two");
    word.refresh();
    word.refresh();

    assertThat(word.get()).isEqualTo("two");
    assertThat(lines()).containsExactly("event=word_loaded chars=3", "event=word_reloaded chars=3");
  }

  @Test
  void what_is_written_twice_at_one_time_with_one_size_is_noticed() throws IOException {
    write("one");
    Files.setLastModifiedTime(file, TIME);
    var word = Reloaded.read(new Word(file));

    write("two");
    Files.setLastModifiedTime(file, TIME);
    word.refresh();

    assertThat(word.get()).isEqualTo("two");
  }

  /** As Kubernetes does it: the file is a link through a directory that is a link. */
  @Test
  void a_link_that_points_elsewhere_is_a_change() throws IOException {
    for (var version : List.of("v1", "v2")) {
      Files.writeString(Files.createDirectory(directory.resolve(version)).resolve("word"), version);
    }
    var data = Files.createSymbolicLink(directory.resolve("data"), Path.of("v1"));
    Files.createSymbolicLink(file, Path.of("data", "word"));
    var word = Reloaded.read(new Word(file));
    assertThat(word.get()).isEqualTo("v1");

    var next = Files.createSymbolicLink(directory.resolve("next"), Path.of("v2"));
    Files.move(next, data, StandardCopyOption.ATOMIC_MOVE);
    word.refresh();

    assertThat(word.get()).isEqualTo("v2");
  }

  @Test
  void what_cannot_be_used_leaves_what_is_there_and_is_told_once() throws IOException {
    write("one");
    var word = Reloaded.read(new Word(file));

    write("");
    word.refresh();
    word.refresh();
    Files.delete(file);
    word.refresh();
    word.refresh();

    assertThat(word.get()).isEqualTo("one");
    assertThat(lines())
        .containsExactly(
            "event=word_loaded chars=3",
            "event=word_kept reason=\"word: " + file + " has none\"",
            "event=word_kept reason=\"word: there is no file " + file + "\"");
  }

  @Test
  void files_that_are_good_again_are_used_and_told_also_when_they_are_as_before()
      throws IOException {
    write("one");
    var word = Reloaded.read(new Word(file));
    var aside = directory.resolve("aside");
    for (int round = 0; round < 2; round++) {
      Files.move(file, aside);
      word.refresh();
      Files.move(aside, file);
      word.refresh();
    }

    assertThat(lines().stream().map(line -> line.split(" ", 2)[0]))
        .containsExactly(
            "event=word_loaded",
            "event=word_kept",
            "event=word_reloaded",
            "event=word_kept",
            "event=word_reloaded");
  }

  @Test
  void what_is_no_regular_file_is_not_read() throws Exception {
    assertThat(new ProcessBuilder("mkfifo", file.toString()).start().waitFor()).isZero();

    assertThatThrownBy(() -> Reloaded.read(new Word(file)))
        .isInstanceOf(UnusableFileException.class)
        .hasMessage("word: " + file + " is not a regular file");
  }

  @Test
  void they_are_watched_until_the_deadlines_are_closed() throws IOException {
    write("one");
    try (var deadlines = new Deadlines()) {
      var word = Reloaded.read(new Word(file));
      word.watch(deadlines, Duration.ofMillis(10));

      write("two");
      await().until(() -> word.get().equals("two"));
      write("three");
      await().until(() -> word.get().equals("three"));
    }
  }

  private void write(String text) throws IOException {
    Files.writeString(file, text);
  }

  private List<String> lines() {
    return logged.list.stream().map(ILoggingEvent::getFormattedMessage).toList();
  }

  /** The word in a file. */
  private record Word(NamedFile file) implements Reloaded.Source<String> {

    Word(Path path) {
      this(new NamedFile("word", path));
    }

    @Override
    public String name() {
      return "word";
    }

    @Override
    public List<NamedFile> files() {
      return List.of(file);
    }

    @Override
    public String read() {
      var text = new String(file.read(), StandardCharsets.UTF_8);
      if (text.isEmpty()) {
        throw file.unusable("has none");
      }
      return text;
    }

    @Override
    public String facts(String word) {
      return "chars=" + word.length();
    }
  }
}
