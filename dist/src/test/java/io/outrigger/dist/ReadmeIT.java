package io.outrigger.dist;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the README shows is what a user sees. */
final class ReadmeIT {

  private static final Pattern BLOCK = Pattern.compile("```console\n(.*?)```", Pattern.DOTALL);
  private static final Pattern CALL =
      Pattern.compile("\\$ ./outrigger call (\\w+) '([^']*)'\n((?:(?!\\$ ).*\n)*)");
  private static final Pattern ETAG = Pattern.compile("\"etag\": \"\\w+\"");

  @TempDir private Path directory;

  @Test
  void the_demo_prints_what_the_readme_says() throws Exception {
    var calls = calls(Files.readString(Path.of("..", "README.md")));
    assertThat(calls).hasSizeGreaterThanOrEqualTo(3);

    try (var sidecar = SidecarProcess.start(directory, standaloneOnFreePorts())) {
      for (var call : calls) {
        var address = sidecar.addresses().getFirst();
        var result = SidecarProcess.call(address, call.method(), call.json());

        assertThat(masked(result.out() + result.err())).isEqualTo(masked(call.shown()));
      }
    }
  }

  /** The config of the distribution, on addresses that nobody else has. */
  private String standaloneOnFreePorts() throws IOException {
    var config = Files.readString(SidecarProcess.HOME.resolve("configs/standalone.json"));
    return config
        .replace("127.0.0.1:34904", "127.0.0.1:0")
        .replace("/tmp/outrigger.sock", directory.resolve("o.sock").toString());
  }

  private static String masked(String text) {
    return ETAG.matcher(text).replaceAll(Matcher.quoteReplacement("\"etag\": \"*\""));
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
