package io.outrigger.benchmarks.measuring;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The temporary folder of a run and the processes that it starts; closing it ends and removes all
 * of them. Safe for use by many threads, since an interrupt of the user closes it, too.
 */
public final class Workplace implements AutoCloseable {

  private static final int PATIENCE_SECONDS = 5;

  private final Path folder;

  /** Guards what follows. */
  private final ReentrantLock lock = new ReentrantLock();

  private final Set<Process> running = new HashSet<>();
  private int files;
  private boolean closed;

  /** An empty folder. */
  public Workplace() throws IOException {
    folder = Files.createTempDirectory("outrigger-benchmark");
  }

  /** A path in the folder that was not given out before. */
  public Path path(String name) {
    lock.lock();
    try {
      return folder.resolve(files++ + "-" + name);
    } finally {
      lock.unlock();
    }
  }

  /** Starts a process whose output, both streams, goes to a file, and whose input is empty. */
  public Process start(ProcessBuilder builder, Path output) throws IOException {
    return begin(
        builder
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .redirectInput(Path.of("/dev/null").toFile()));
  }

  /** Starts a process to talk with; only what it says of errors goes to a file. */
  public Process startPiped(ProcessBuilder builder, Path errors) throws IOException {
    return begin(builder.redirectError(errors.toFile()));
  }

  private Process begin(ProcessBuilder builder) throws IOException {
    lock.lock();
    try {
      if (closed) {
        throw new BenchmarkException("interrupted");
      }
      var process = builder.start();
      running.add(process);
      return process;
    } finally {
      lock.unlock();
    }
  }

  /** Ends a process, politely at first, and waits until it has. */
  public void end(Process process) {
    try {
      process.destroy();
      if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly().waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS);
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
    forget(process);
  }

  private void forget(Process process) {
    lock.lock();
    try {
      running.remove(process);
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void close() {
    remaining().forEach(this::end);
    lock.lock();
    try {
      removeFolder();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      lock.unlock();
    }
  }

  private void removeFolder() throws IOException {
    if (!Files.exists(folder)) {
      return;
    }
    try (var paths = Files.walk(folder)) {
      for (var path : paths.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    }
  }

  private List<Process> remaining() {
    lock.lock();
    try {
      closed = true;
      return List.copyOf(running);
    } finally {
      lock.unlock();
    }
  }
}
