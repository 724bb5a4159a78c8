package io.outrigger.runtime.cli;

import com.google.protobuf.ByteString;
import com.google.protobuf.Message;
import io.outrigger.runtime.component.Failures;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Writes the field {@code data} of responses to a file, which is opened with the first of them.
 * Used by one thread at a time.
 */
final class DataWriter implements Responses {

  private final Path file;
  private final PrintWriter out;
  private @Nullable OutputStream stream;
  private long written;

  DataWriter(Path file, PrintWriter out) {
    this.file = file;
    this.out = out;
    var directory = file.toAbsolutePath().getParent();
    if (Files.isDirectory(file)) {
      throw new InputException("--output: " + file + " is a directory (expected: a file)");
    }
    if (directory != null && !Files.isDirectory(directory)) {
      throw new InputException("--output: there is no directory " + directory);
    }
  }

  @Override
  public void accept(Message response) {
    var field = response.getDescriptorForType().findFieldByName("data");
    if (field == null || !(response.getField(field) instanceof ByteString bytes)) {
      throw new InputException("--output: the responses have no field \"data\" of bytes");
    }
    try {
      bytes.writeTo(stream());
      written += bytes.size();
    } catch (IOException e) {
      throw failure(e);
    }
  }

  private OutputStream stream() throws IOException {
    var open = stream == null ? Files.newOutputStream(file) : stream;
    stream = open;
    return open;
  }

  @Override
  public void end() {
    try {
      stream().close();
    } catch (IOException e) {
      throw failure(e);
    }
    out.printf("%d bytes written to %s%n", written, file);
  }

  @Override
  public void close() {
    try {
      if (stream != null) {
        stream.close();
      }
    } catch (IOException e) {
      throw failure(e);
    }
  }

  private InputException failure(IOException failure) {
    return new InputException(
        "--output: %s cannot be written (%s: %s)"
            .formatted(file, failure.getClass().getSimpleName(), Failures.message(failure)),
        failure);
  }
}
