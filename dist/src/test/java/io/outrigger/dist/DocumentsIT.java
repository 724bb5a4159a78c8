package io.outrigger.dist;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
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

  private static final Pattern MILLIS = Pattern.compile("ms=[0-9.]+|[0-9.]+ ms");
  private static final String ACTUATOR = "{ \"listen\": [\"127.0.0.1:0\"] },";

  @TempDir private Path directory;

  @ParameterizedTest
  @CsvSource({"README.md, 5", "docs/quickstart.md, 24"})
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

  @Test
  void a_call_is_seen_as_the_readme_says() throws Exception {
    var readme = Files.readString(Path.of("..", "README.md"));
    var counted = readme.lines().filter(line -> line.startsWith("outrigger_server_")).toList();
    var call = calls(readme.substring(readme.indexOf("## See it"))).getFirst();
    var config = Standalone.config("observed.json", directory).replace("34903", "0");

    try (var sidecar = SidecarProcess.start(directory, config.replace("{},", ACTUATOR))) {
      var address = sidecar.addresses().getFirst();
      assertThat(SidecarProcess.call(address, call.method(), call.json()).code()).isZero();

      var page = URI.create("http://127.0.0.1:" + sidecar.metricsPort() + "/metrics").toURL();
      try (var content = page.openStream()) {
        var figures = new String(content.readAllBytes(), StandardCharsets.UTF_8);
        assertThat(figures.lines()).containsAll(counted);
      }
      assertThat(counted).hasSize(1);
      await()
          .untilAsserted(() -> assertThat(masked(sidecar.log())).contains(masked(traced(readme))));
    }
  }

  /** From the method on, since the rest differs each time. */
  private static String traced(String readme) {
    var line = readme.lines().filter(each -> each.startsWith("INFO  trace ")).findFirst();
    return line.orElseThrow().replaceFirst("^.*method=", "method=");
  }

  private static String masked(String text) {
    return MILLIS
        .matcher(TIME.matcher(ETAG.matcher(text).replaceAll("an etag")).replaceAll("a time"))
        .replaceAll("some ms");
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
