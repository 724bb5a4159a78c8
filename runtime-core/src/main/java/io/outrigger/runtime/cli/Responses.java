package io.outrigger.runtime.cli;

import com.google.protobuf.ByteString;
import com.google.protobuf.Message;
import com.google.protobuf.util.JsonFormat;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;

/** Shows the responses of a call. */
@FunctionalInterface
interface Responses {

  /** How an object without members is printed; inside a string a line never breaks. */
  Pattern EMPTY_OBJECT = Pattern.compile("\\{\\n\\s*}");

  /** Shows one. */
  void accept(Message response);

  /** What is to be done after the last one. */
  default void end() {
    // Nothing is held open.
  }

  /** Prints each as JSON, its absent fields too. */
  static Responses printed(PrintWriter out) {
    var printer =
        JsonFormat.printer().preservingProtoFieldNames().alwaysPrintFieldsWithNoPresence();
    return response -> {
      try {
        out.println(EMPTY_OBJECT.matcher(printer.print(response)).replaceAll("{}"));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    };
  }

  /** Writes the field {@code data} of each to {@code file}, and says how many bytes in the end. */
  static Responses written(Path file, PrintWriter out) throws IOException {
    return new DataWriter(Files.newOutputStream(file), file, out);
  }

  /** Writes the field {@code data} of responses. Used by one thread. */
  final class DataWriter implements Responses {

    private final OutputStream stream;
    private final Path file;
    private final PrintWriter out;
    private long written;

    DataWriter(OutputStream stream, Path file, PrintWriter out) {
      this.stream = stream;
      this.file = file;
      this.out = out;
    }

    @Override
    public void accept(Message response) {
      var field = response.getDescriptorForType().findFieldByName("data");
      if (field == null || !(response.getField(field) instanceof ByteString bytes)) {
        throw new InputException("--output: the responses have no field \"data\" of bytes");
      }
      try {
        bytes.writeTo(stream);
        written += bytes.size();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    @Override
    public void end() {
      try {
        stream.close();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      out.printf("%d bytes written to %s%n", written, file);
    }
  }
}
