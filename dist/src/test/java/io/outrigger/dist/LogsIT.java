package io.outrigger.dist;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.outrigger.runtime.json.PlainJson;
import io.outrigger.spi.Bytes;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The log and the access log of the distribution, on a terminal and elsewhere. */
final class LogsIT {

  private static final String BY_THE_PLACE = "OUTRIGGER_LOG_FORMAT=";
  private static final Duration LIMIT = Duration.ofSeconds(60);

  @TempDir private Path directory;

  @Test
  void where_nobody_reads_along_every_line_of_both_logs_is_an_object() throws Exception {
    var app = "{\"app_id\": \"shop\", \"unknown_keys\": \"warn\", \"x\": 1}";
    var config = config("\"access_log\": {}, \"app\": " + app + ",");

    try (var sidecar = SidecarProcess.start(directory, config, BY_THE_PLACE)) {
      var address = sidecar.addresses().getFirst();
      var call = SidecarProcess.call(address, "SayHello", "{\"service_name\": \"helloworld\"}");
      assertThat(call.code()).isZero();
      assertThat(sidecar.terminate()).isZero();

      var records = sidecar.log().lines().map(LogsIT::record).toList();
      assertThat(records).allSatisfy(record -> assertThat(record).containsEntry("app_id", "shop"));
      assertThat(texts(records, "message")).anyMatch(text -> text.contains("unknown key \"x\""));
      assertThat(texts(records, "event")).contains("started", "call", "stopped");
      assertThat(texts(records, "method")).contains("spec.proto.runtime.v1.Runtime/SayHello");
    }
  }

  @Test
  void a_log_on_standard_output_is_alone_there() throws Exception {
    var file = write(config("\"log\": {\"path\": \"stdout\"},"));
    var out = directory.resolve("out");
    var process =
        builder("", script() + " run -c " + file)
            .redirectOutput(out.toFile())
            .redirectError(directory.resolve("err").toFile())
            .start();
    try {
      await().atMost(LIMIT).until(() -> Files.readString(out).contains("event=started"));
    } finally {
      end(process);
    }

    assertThat(Files.readString(out).lines().map(LogsIT::record)).hasSizeGreaterThan(1);
    assertThat(directory.resolve("err")).isEmptyFile();
  }

  @Test
  void on_a_terminal_the_log_is_for_people() throws Exception {
    var file = write(config("\"access_log\": {},"));
    var screen = directory.resolve("screen");
    var run = script() + " run -c " + file;
    var process = builder("", "script -qfc '" + run + "' " + screen).start();
    try {
      await()
          .atMost(LIMIT)
          .until(() -> Files.exists(screen) && text(screen).contains("listens on"));
      var address = text(screen).replaceAll("(?s).*listens on (\\S+).*", "$1");
      SidecarProcess.call(address, "SayHello", "{\"service_name\": \"helloworld\"}");
      await().atMost(LIMIT).until(() -> text(screen).contains(" access "));
    } finally {
      end(process);
    }

    assertThat(text(screen))
        .containsPattern("\\d\\d:\\d\\d:\\d\\d\\.\\d{3} INFO {2}Sidecar event=unimplemented")
        .containsPattern("\\d{3} INFO {2}access method=spec\\S+/SayHello code=OK duration_ms=")
        .doesNotContain("{\"time\"");
  }

  @Test
  void a_variable_that_names_no_format_is_a_problem() throws Exception {
    var file = write(config(""));
    var process = builder("xml", script() + " run -c " + file).start();

    var said = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);

    assertThat(process.waitFor()).isEqualTo(78);
    assertThat(said).contains("OUTRIGGER_LOG_FORMAT: \"xml\" (expected: text, json or auto)");
  }

  private static ProcessBuilder builder(String format, String command) {
    var builder = new ProcessBuilder("sh", "-c", "exec " + command);
    builder.environment().put("OUTRIGGER_JAVA_HOME", System.getProperty("java.home"));
    builder.environment().put("OUTRIGGER_LOG_FORMAT", format);
    builder.redirectInput(new File("/dev/null"));
    return builder;
  }

  /** Ends the sidecar first, which is not always the process itself. */
  private static void end(Process process) throws InterruptedException {
    var all = new ArrayList<>(process.descendants().toList());
    all.reversed().forEach(ProcessHandle::destroy);
    process.destroy();
    if (!process.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS)) {
      all.forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly();
    }
  }

  private static Path script() {
    return SidecarProcess.HOME.resolve("bin/outrigger");
  }

  private static String text(Path file) throws IOException {
    return Files.readString(file, StandardCharsets.UTF_8);
  }

  private Path write(String config) throws IOException {
    return Files.writeString(directory.resolve("config.json"), config);
  }

  private static String config(String sections) {
    return """
    {"server": {"listen": ["127.0.0.1:0"], "graceful_stop_timeout": "0s"}, %s
     "components": {"hello": {"helloworld": {"type": "helloworld", "hello": "greeting"}}}}
    """
        .formatted(sections);
  }

  private static Map<String, Object> record(String line) {
    if (!(PlainJson.read(line, Bytes.utf8(line)) instanceof Map<?, ?> read)) {
      throw new IllegalArgumentException(line + " (expected: an object)");
    }
    var record = new LinkedHashMap<String, Object>();
    read.forEach((key, value) -> record.put(String.valueOf(key), value));
    return record;
  }

  private static List<String> texts(List<Map<String, Object>> records, String key) {
    return records.stream()
        .flatMap(record -> record.get(key) instanceof String text ? Stream.of(text) : Stream.of())
        .toList();
  }
}
