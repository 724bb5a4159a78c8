package io.outrigger.runtime.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.outrigger.runtime.Sidecar;
import io.outrigger.runtime.fake.FakeStateStore;
import io.outrigger.runtime.fake.Fakes;
import io.outrigger.runtime.json.PlainJson;
import io.outrigger.spi.Bytes;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The commands that end by themselves, in this process, against a sidecar of this process. */
final class MainTest {

  private static final FakeStateStore STORE = new FakeStateStore();
  private static Sidecar sidecar;
  private static String address;

  @TempDir private Path directory;

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @BeforeAll
  static void start() {
    sidecar =
        Sidecar.start(
            "test.json",
            Fakes.config(
                STORE,
                """
                {"server": {"listen": ["127.0.0.1:0"], "graceful_stop_timeout": "0s"},
                 "components": {"state": {"s": {"type": "fake"}}, "hello": {"h": {"type": "fake"}}}}
                """));
    address = sidecar.addresses().getFirst().toString();
  }

  @AfterAll
  static void stop() {
    sidecar.close();
  }

  @Test
  void without_a_command_the_usage_is_shown() {
    assertThat(run()).isEqualTo(64);
    assertThat(err.toString()).contains("outrigger").contains("run");
  }

  @Test
  void help_lists_the_commands_and_the_exit_codes() {
    assertThat(run("--help")).isZero();
    assertThat(out.toString()).contains("run", "check", "call", "version", "78  wrong config");
  }

  @Test
  void an_unknown_command_is_a_usage_error() {
    assertThat(run("rnu")).isEqualTo(64);
    assertThat(err.toString()).contains("rnu").contains("--help");
  }

  @Test
  void version_says_what_it_runs_on() {
    assertThat(run("version")).isZero();
    assertThat(out.toString()).startsWith("outrigger ").contains("Java " + Runtime.version());
  }

  @Test
  void a_call_prints_its_response_as_json() {
    assertThat(call("SayHello", "{\"service_name\": \"h\", \"name\": \"you\"}")).isZero();
    assertThat(out.toString()).contains("\"hello\": \"hi, you\"");
  }

  @Test
  void a_call_shows_the_fields_that_are_empty() {
    assertThat(call("GetState", "{\"store_name\": \"s\", \"key\": \"none\"}")).isZero();
    assertThat(out.toString()).contains("\"data\": \"\"").contains("\"etag\": \"\"");
  }

  @Test
  void a_method_may_be_named_with_its_api_or_its_service() {
    var request = "{\"service_name\": \"h\"}";

    assertThat(call("layotto/SayHello", request)).isZero();
    assertThat(call("spec.proto.runtime.v1.Runtime/SayHello", request)).isZero();
    assertThat(call("sayhello", request)).isZero();
  }

  @Test
  void an_unknown_method_is_suggested() {
    assertThat(call("GetStat", "{}")).isEqualTo(65);
    assertThat(err.toString()).contains("did you mean \"GetState\"?");
  }

  @Test
  void an_unknown_api_is_named() {
    assertThat(call("dapper/GetState", "{}")).isEqualTo(65);
    assertThat(err.toString()).contains("unknown API \"dapper\"").contains("layotto");
  }

  @Test
  void json_that_is_no_request_names_the_fields() {
    assertThat(call("GetState", "{\"store\": \"s\"}")).isEqualTo(65);
    assertThat(err.toString()).contains("store").contains("[store_name, key,");
  }

  @Test
  void text_that_is_no_json_has_its_place() {
    assertThat(call("GetState", "{\"key\": \"x\"")).isEqualTo(65);
    assertThat(err.toString())
        .contains("the JSON is no GetStateRequest: End of input at line 1")
        .doesNotContain("Exception");
  }

  @Test
  void an_error_of_the_sidecar_is_a_line_and_code_1() {
    assertThat(call("GetState", "{\"store_name\": \"nope\"}")).isEqualTo(1);
    assertThat(err.toString())
        .isEqualTo(
            "INVALID_ARGUMENT (UNKNOWN_INSTANCE): state store nope is not found"
                + System.lineSeparator());
  }

  @Test
  void a_sidecar_that_is_not_there_is_code_69() {
    assertThat(run("call", "-a", "127.0.0.1:1", "SayHello")).isEqualTo(69);
    assertThat(err.toString()).contains("cannot reach 127.0.0.1:1").contains("outrigger run");
    assertThat(run("call", "-a", "unix:/nonexistent.sock", "SayHello")).isEqualTo(69);
  }

  @Test
  void an_address_of_another_form_is_a_wrong_input() {
    assertThat(run("call", "-a", "nowhere", "SayHello")).isEqualTo(65);
    assertThat(err.toString()).contains("\"nowhere\"").contains("host:port");
  }

  @Test
  void the_bytes_of_a_response_can_be_written_to_a_file() throws IOException {
    var file = directory.resolve("out.bin");
    assertThat(
            call(
                "SaveState",
                "{\"store_name\": \"s\", \"states\": [{\"key\": \"b\", \"value\": \"AAEC\"}]}"))
        .isZero();

    assertThat(call("GetState", "{\"store_name\": \"s\", \"key\": \"b\"}", "-o", file.toString()))
        .isZero();

    assertThat(Files.readAllBytes(file)).containsExactly(0, 1, 2);
    assertThat(out.toString()).contains("3 bytes written to " + file);
  }

  @Test
  void hosts_that_are_none_are_a_wrong_input() {
    for (var host : List.of("*:1", "a_b:1", "300.1.1.1:1", "[1:2]:1")) {
      assertThat(run("call", "-a", host, "SayHello")).as(host).isEqualTo(65);
    }
    assertThat(err.toString()).contains("\"*:1\" (expected: host:port").doesNotContain("defect");
  }

  @Test
  void a_header_is_sent() {
    assertThat(call("SayHello", "{\"service_name\": \"h\"}", "-H", "X-Name=a value")).isZero();
  }

  @Test
  void a_header_that_http_does_not_know_is_a_wrong_input() {
    for (var header : List.of("Bad Name=x", "x-bin=x", "=x", ":path=x", "a=ä", "a=b\nc")) {
      assertThat(call("SayHello", "{}", "-H", header)).as(header).isIn(64, 65);
    }
    assertThat(err.toString())
        .contains("--header: the name \"Bad Name\" (expected: letters,")
        .contains("--header a: the value")
        .doesNotContain("defect");
  }

  @Test
  void an_output_that_cannot_be_written_is_a_wrong_input() {
    var request = "{\"store_name\": \"s\", \"key\": \"b\"}";

    assertThat(call("GetState", request, "-o", "/nonexistent/x")).isEqualTo(65);
    assertThat(call("GetState", request, "-o", directory.toString())).isEqualTo(65);
    assertThat(call("GetState", request, "-o", "/proc/none")).isEqualTo(65);
    assertThat(err.toString())
        .contains("--output: there is no directory /nonexistent")
        .contains("--output: " + directory + " is a directory")
        .contains("--output: /proc/none cannot be written")
        .doesNotContain("defect");
  }

  @Test
  void a_refused_call_leaves_the_output_file_as_it_is() throws IOException {
    var file = Files.writeString(directory.resolve("out.bin"), "precious");

    assertThat(call("GetState", "{\"store_name\": \"nope\"}", "-o", file.toString())).isEqualTo(1);

    assertThat(file).hasContent("precious");
  }

  @Test
  void data_must_name_a_file_and_the_request_must_have_the_field() throws IOException {
    var file = Files.writeString(directory.resolve("in.bin"), "x");

    assertThat(call("GetState", "{}", "-d", "text")).isEqualTo(65);
    assertThat(call("GetState", "{}", "-d", "@/nonexistent")).isEqualTo(65);
    assertThat(call("GetState", "{}", "-d", "@" + file)).isEqualTo(65);
    assertThat(err.toString())
        .contains("expected: @ and the path")
        .contains("/nonexistent is no file")
        .contains("no field \"data\"");
  }

  @Test
  void checking_a_right_config_says_so() throws IOException {
    var file = Files.writeString(directory.resolve("ok.json"), "{\"components\": {}}");

    assertThat(run("check", "-c", file.toString())).isZero();
    assertThat(out.toString()).contains(file + ": ok, 0 components");
  }

  @Test
  void checking_for_an_editor_tells_problems_as_json() throws IOException {
    var file = config("{\"app\": {\"unknown_keys\": \"warn\", \"x\": 1, \"call_timeout\": \"5\"}}");

    assertThat(run("check", "-c", file.toString(), "--json")).isEqualTo(78);

    assertThat(err.toString()).isEmpty();
    assertThat(PlainJson.read("out", Bytes.utf8(out.toString())))
        .isEqualTo(
            Map.of(
                "file",
                file.toString(),
                "problems",
                List.of(
                    Map.of(
                        "severity",
                        "error",
                        "pointer",
                        "/app/call_timeout",
                        "line",
                        BigDecimal.valueOf(1),
                        "column",
                        BigDecimal.valueOf(58),
                        "message",
                        "call_timeout: \"5\"",
                        "hint",
                        "expected: a duration with its unit, such as 500ms, 5s or 1m30s, up to"
                            + " 8760h"),
                    Map.of(
                        "severity",
                        "warning",
                        "pointer",
                        "/app/x",
                        "line",
                        BigDecimal.valueOf(1),
                        "column",
                        BigDecimal.valueOf(34),
                        "message",
                        "unknown key \"x\" for app",
                        "hint",
                        "known: app_id, call_timeout, on_start_failure, unknown_keys,"
                            + " start_timeout, blocking_limit, stream_limit"))));
  }

  @Test
  void a_right_config_has_no_problems_for_an_editor() throws IOException {
    var file = config("{}");

    assertThat(run("check", "-c", file.toString(), "--json")).isZero();
    assertThat(PlainJson.read("out", Bytes.utf8(out.toString())))
        .isEqualTo(Map.of("file", file.toString(), "problems", List.of()));
  }

  @Test
  void the_effective_config_has_every_default_and_is_a_config() throws IOException {
    var file = config("{\"app\": {\"app_id\": \"${OUTRIGGER_NO_SUCH:shop}\"}}");

    assertThat(run("check", "-c", file.toString(), "--show-effective")).isZero();
    assertThat(out.toString())
        .contains("\"app_id\": \"${OUTRIGGER_NO_SUCH:shop}\"")
        .contains("\"call_timeout\": \"5s\"")
        .contains("\"127.0.0.1:34904\"");

    var effective = config(out.toString());
    var first = out.toString();
    out.getBuffer().setLength(0);
    assertThat(run("check", "-c", effective.toString(), "--show-effective")).isZero();
    assertThat(out.toString()).isEqualTo(first);
  }

  @Test
  void the_effective_config_is_not_for_editors() throws IOException {
    var file = config("{}");

    assertThat(run("check", "-c", file.toString(), "--show-effective", "--json")).isEqualTo(64);
    assertThat(err.toString()).contains("--show-effective does not go with --json");
    assertThat(out.toString()).isEmpty();
  }

  @Test
  void layotto_stop_and_reload_are_told_what_to_do_instead_in_one_line() {
    assertThat(run("layotto", "stop", "-c", "config.json")).isEqualTo(64);
    assertThat(err.toString().lines()).singleElement().asString().contains("send SIGTERM");
    err.getBuffer().setLength(0);
    assertThat(run("layotto", "reload", "--whatever")).isEqualTo(64);
    assertThat(err.toString().lines()).singleElement().asString().contains("start it again");
  }

  private Path config(String json) throws IOException {
    return Files.writeString(Files.createTempFile(directory, "config", ".json"), json);
  }

  @Test
  void checking_a_wrong_config_reports_every_problem_with_its_place() throws IOException {
    var file =
        Files.writeString(
            directory.resolve("bad.json"),
            "{\n  \"app\": {\"call_timeout\": \"soon\"},\n  \"componets\": {}\n}");

    assertThat(run("check", "-c", file.toString())).isEqualTo(78);
    assertThat(err.toString())
        .startsWith(file + ": 2 problems")
        .contains("line 2 column")
        .contains("/app/call_timeout")
        .contains("line 3 column 3")
        .contains("did you mean \"components\"?");
  }

  @Test
  void checking_finds_values_that_no_sidecar_could_use() throws IOException {
    var file =
        Files.writeString(
            directory.resolve("bad.json"),
            """
            {"app": {"call_timeout": "99999999h", "start_timeout": "100h"},
             "server": {"listen": ["*:80", "unix:/%s"]}}
            """
                .formatted("s".repeat(107)));

    assertThat(run("check", "-c", file.toString())).isEqualTo(78);
    assertThat(err.toString())
        .contains(": 3 problems")
        .contains("up to 8760h")
        .contains("\"*:80\" (expected: host:port")
        .contains("at most 107 bytes");
  }

  @Test
  void running_a_config_that_is_not_there_says_which() {
    assertThat(run("run", "-c", "/nonexistent/config.json")).isEqualTo(78);
    assertThat(err.toString()).contains("/nonexistent/config.json");
  }

  @Test
  void running_on_an_address_in_use_says_which() throws IOException {
    var file =
        Files.writeString(
            directory.resolve("taken.json"), "{\"server\": {\"listen\": [\"" + address + "\"]}}");

    assertThat(run("run", "-c", file.toString())).isEqualTo(69);
    assertThat(err.toString()).contains("cannot listen on " + address).contains("in use");
  }

  private int call(String method, String json, String... more) {
    var args = new ArrayList<>(List.of("call", "-a", address, method, json));
    args.addAll(List.of(more));
    return run(args.toArray(String[]::new));
  }

  private int run(String... args) {
    return Main.run(args, new PrintWriter(out, true), new PrintWriter(err, true));
  }
}
