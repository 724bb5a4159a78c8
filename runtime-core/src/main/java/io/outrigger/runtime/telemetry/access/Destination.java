package io.outrigger.runtime.telemetry.access;

import io.outrigger.runtime.telemetry.LogTarget;
import java.io.FileOutputStream;
import java.io.IOException;

/** Where lines go. For one thread. */
interface Destination {

  /** Writes whole lines, all at once, so that none of another writer stands in between. */
  void write(byte[] lines) throws IOException;

  /** Ends the writing. */
  void close() throws IOException;

  /**
   * The destination of a path: standard error, standard output, or a file that is appended to.
   *
   * @throws IllegalArgumentException when the file cannot be written
   */
  static Destination of(String path) {
    return switch (path) {
      case LogTarget.STDERR -> new Standard(true);
      case LogTarget.STDOUT -> new Standard(false);
      default -> file(path);
    };
  }

  private static Destination file(String path) {
    try {
      return new AppendedFile(new FileOutputStream(path, true));
    } catch (IOException e) {
      throw new IllegalArgumentException(
          "access_log: \"" + path + "\" cannot be written (expected: stderr, stdout or a file)", e);
    }
  }

  /** A stream of the process, which whoever else writes to it holds while doing so. */
  record Standard(boolean isError) implements Destination {

    @Override
    public void write(byte[] lines) {
      var stream = isError ? System.err : System.out;
      stream.write(lines, 0, lines.length);
      stream.flush();
    }

    @Override
    public void close() {
      // Others write to it.
    }
  }

  /** A file that others may append to as well. */
  record AppendedFile(FileOutputStream file) implements Destination {

    @Override
    public void write(byte[] lines) throws IOException {
      file.write(lines);
    }

    @Override
    public void close() throws IOException {
      file.close();
    }
  }
}
