package io.outrigger.dist;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the README and the quickstart show is what a user sees. */
final class DocumentsIT {

  private static final Pattern BLOCK = Pattern.compile("```console\n(.*?)```", Pattern.DOTALL);
  private static final Pattern CALL =
      Pattern.compile("\\$ ./outrigger call (\\w+) '([^']*)'\n((?:(?!\\$ ).*\n)*)");
  private static final Pattern ETAG = Pattern.compile("\"(?=\\w*\\d)[a-z0-9]{11,13}\"");
  private static final Pattern TIME = Pattern.compile("\"20\\d\\d-[0-9T:.-]+Z\"");

  @TempDir private Path directory;

  @ParameterizedTest
  @CsvSource({"README.md, 4", "docs/quickstart.md, 24"})
  void every_call_prints_what_the_document_says(String document, int count) throws Exception {
    var calls = calls(Files.readString(Path.of("..").resolve(document)));
    assertThat(calls).hasSize(count);

    try (var sidecar = SidecarProcess.start(directory, Standalone.config(directory))) {
      for (var call : calls) {
        var address = sidecar.addresses().getFirst();
        var result = SidecarProcess.call(address, call.method(), call.json());

        assertThat(masked(result.out() + result.err())).isEqualTo(masked(call.shown()));
      }
    }
  }

  private static String masked(String text) {
    return TIME.matcher(ETAG.matcher(text).replaceAll("an etag")).replaceAll("a time");
  }

  private static List<Call> calls(String readme) {
    var calls = new ArrayList<Call>();
    var blocks = BLOCK.matcher(readme);
    while (blocks.find()) {
      var found = CALL.matcher(blocks.group(1));
      while (found.find()) {
        calls.add(new Call(found.group(1), found.group(2), found.group(3)));
      }
    }
    return calls;
  }

  /** A call that the README shows, with what it says is printed. */
  private record Call(String method, String json, String shown) {}
}
