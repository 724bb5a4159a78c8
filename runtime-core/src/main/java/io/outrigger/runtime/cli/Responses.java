package io.outrigger.runtime.cli;

import com.google.protobuf.Message;
import com.google.protobuf.util.JsonFormat;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.regex.Pattern;

/** Shows the responses of a call. */
@FunctionalInterface
interface Responses extends AutoCloseable {

  /** How an object without members is printed; inside a string a line never breaks. */
  Pattern EMPTY_OBJECT = Pattern.compile("\\{\\n\\s*}");

  /** Shows one. */
  void accept(Message response);

  /** What is to be done after the last one. */
  default void end() {
    // Nothing is to be said.
  }

  /** Releases what is held, after the end or a failure. */
  @Override
  default void close() {
    // Nothing is held.
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

  /**
   * Writes the field {@code data} of each to {@code file}, and says how many bytes in the end. A
   * call that is answered with an error leaves the file as it is.
   *
   * @throws InputException when the file can never be written
   */
  static Responses written(Path file, PrintWriter out) {
    return new DataWriter(file, out);
  }
}
