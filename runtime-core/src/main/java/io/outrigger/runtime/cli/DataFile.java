package io.outrigger.runtime.cli;

import com.google.protobuf.ByteString;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** The bytes that {@code --data} names, piece by piece. */
final class DataFile implements AutoCloseable {

  private static final int PIECE_BYTES = 256 * 1024;

  private final InputStream stream;
  private final boolean given;

  private DataFile(InputStream stream, boolean given) {
    this.stream = stream;
    this.given = given;
  }

  /** The file of {@code @FILE}, or none. */
  static DataFile of(@Nullable String option) throws IOException {
    if (option == null) {
      return new DataFile(InputStream.nullInputStream(), false);
    }
    if (!option.startsWith("@") || option.length() == 1) {
      throw new InputException("--data " + option + " (expected: @ and the path of a file)");
    }
    var path = Path.of(option.substring(1));
    if (!Files.isReadable(path) || Files.isDirectory(path)) {
      throw new InputException("--data: " + path + " is no file that can be read");
    }
    return new DataFile(Files.newInputStream(path), true);
  }

  /** True when the user gave a file, be it an empty one. */
  boolean isGiven() {
    return given;
  }

  /** The next piece; empty at the end. */
  ByteString next() throws IOException {
    return ByteString.copyFrom(stream.readNBytes(PIECE_BYTES));
  }

  /** All that is left. */
  ByteString rest() throws IOException {
    return ByteString.readFrom(stream);
  }

  @Override
  public void close() throws IOException {
    stream.close();
  }
}
