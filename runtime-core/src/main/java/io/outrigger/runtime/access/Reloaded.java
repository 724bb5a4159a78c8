package io.outrigger.runtime.access;

import io.outrigger.runtime.component.Deadlines;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What is made of files that the config names, and made again when they have changed; while they
 * cannot be used, it stays as it was. Contents are compared, not times: the files are small, and no
 * time or size tells for certain that a file is what it was. Any thread may ask for what is made;
 * one at a time looks at the files.
 */
public final class Reloaded<T> {

  private static final Logger log = LoggerFactory.getLogger(Reloaded.class);

  private final Source<T> source;
  private volatile T made;

  /** Of what it was made; empty after a failure, so that files which are good again are told. */
  private List<ByteBuffer> contents;

  /** What was told last of why the files cannot be used; empty when they can. */
  private String told = "";

  private Reloaded(Source<T> source, List<ByteBuffer> contents, T made) {
    this.source = source;
    this.contents = contents;
    this.made = made;
  }

  /** Files, and what is made of them. */
  public interface Source<T> {

    /** What is made of them, such as {@code tls}, for the log. */
    String name();

    /** All of them. */
    List<NamedFile> files();

    /**
     * Reads them.
     *
     * @throws UnusableFileException when one cannot be used
     */
    T read();

    /** What a line of the log tells of what has been made. */
    String facts(T made);
  }

  /**
   * Reads files for the first time.
   *
   * @throws UnusableFileException when one cannot be used
   */
  public static <T> Reloaded<T> read(Source<T> source) {
    // Before they are used: what is written meanwhile is then a change the next time.
    var contents = contents(source);
    var made = source.read();
    log.info("event={}_loaded {}", source.name(), source.facts(made));
    return new Reloaded<>(source, contents, made);
  }

  private static List<ByteBuffer> contents(Source<?> source) {
    return source.files().stream().map(Reloaded::content).toList();
  }

  private static ByteBuffer content(NamedFile file) {
    if (Files.exists(file.path()) && !Files.isRegularFile(file.path())) {
      throw file.unusable("is not a regular file"); // A pipe would keep whoever reads it.
    }
    return ByteBuffer.wrap(file.read());
  }

  /** What was made last. */
  public T get() {
    return made;
  }

  /** Looks at the files after each period until {@code deadlines} are closed. */
  public void watch(Deadlines deadlines, Duration period) {
    var looking = new AtomicBoolean();
    var _ =
        deadlines.every(
            period,
            () -> {
              if (looking.compareAndSet(false, true)) {
                // A file system that hangs must not keep the timer.
                Thread.ofVirtual().name("outrigger-" + source.name()).start(() -> look(looking));
              }
            });
  }

  private void look(AtomicBoolean looking) {
    try {
      refresh();
    } catch (RuntimeException e) { // A border: nobody else would see it.
      log.error("event=defect", e);
    } finally {
      looking.set(false);
    }
  }

  /** Looks at the files once. */
  void refresh() {
    try {
      var now = contents(source);
      if (!now.equals(contents)) {
        made = source.read();
        contents = now;
        told = "";
        log.info("event={}_reloaded {}", source.name(), source.facts(made));
      }
    } catch (UnusableFileException e) {
      keep(String.valueOf(e.getMessage()));
    }
  }

  private void keep(String problem) {
    contents = List.of();
    if (!problem.equals(told)) {
      log.warn("event={}_kept reason=\"{}\"", source.name(), problem);
      told = problem;
    }
  }
}
