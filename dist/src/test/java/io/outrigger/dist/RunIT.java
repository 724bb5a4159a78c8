package io.outrigger.dist;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The program as a user starts and stops it. */
final class RunIT {

  @TempDir private Path directory;

  @Test
  void it_says_where_it_listens_and_ends_with_0_on_sigterm() throws Exception {
    try (var sidecar = SidecarProcess.start(directory, config(""))) {
      assertThat(sidecar.greeting())
          .contains("listens on 127.0.0.1:")
          .contains(" and unix:" + directory.resolve("o.sock"))
          .contains("(2 components, started in ")
          .doesNotContain("not ready")
          .doesNotContain("unpackaged");

      assertThat(sidecar.terminate()).isZero();

      assertThat(sidecar.log()).contains("event=stopped");
      assertThat(directory.resolve("o.sock")).doesNotExist();
    }
  }

  @Test
  void an_address_in_use_ends_it_with_69() throws Exception {
    try (var sidecar = SidecarProcess.start(directory, config(""))) {
      var taken = sidecar.addresses().getFirst();
      var second =
          Files.writeString(
              directory.resolve("second.json"), "{\"server\": {\"listen\": [\"" + taken + "\"]}}");

      var result = SidecarProcess.run("run", "-c", second.toString());

      assertThat(result.code()).isEqualTo(69);
      assertThat(result.err()).contains("cannot listen on " + taken + ": the address is in use");
    }
  }

  @Test
  void a_wrong_config_ends_it_with_78_and_every_problem() throws Exception {
    var file =
        Files.writeString(
            directory.resolve("bad.json"),
            config("\"stat\": {}, ").replace("in-memory", "in-memry"));

    var result = SidecarProcess.run("run", "-c", file.toString());

    assertThat(result.code()).isEqualTo(78);
    assertThat(result.err())
        .startsWith(file + ": 2 problems")
        .contains("did you mean \"state\"?")
        .contains(
            "unknown type \"in-memry\" for kind state (did you mean \"in-memory\"? installed: in-memory, mongodb, redis)");
    assertThat(result.out()).isEmpty();
  }

  @Test
  void a_config_that_is_no_json_has_a_place_too() throws Exception {
    var file = Files.writeString(directory.resolve("bad.json"), "{\n  \"app\": {,}\n}");

    var result = SidecarProcess.run("check", "-c", file.toString());

    assertThat(result.code()).isEqualTo(78);
    assertThat(result.err()).startsWith(file + ": 1 problem").contains("line 2 column 11");
  }

  @Test
  void the_config_of_the_distribution_is_right() throws Exception {
    var result = SidecarProcess.run("check");

    assertThat(result.err()).isEmpty();
    assertThat(result.out()).contains("standalone.json: ok");
  }

  @Test
  void a_sidecar_that_was_killed_leaves_a_socket_that_the_next_one_takes_over() throws Exception {
    try (var killed = SidecarProcess.start(directory, config(""))) {
      killed.kill();
      assertThat(directory.resolve("o.sock")).exists();
    }

    try (var next = SidecarProcess.start(directory, config(""))) {
      assertThat(next.terminate()).isZero();
    }
  }

  private String config(String kinds) throws IOException {
    return """
    {"server": {"listen": ["127.0.0.1:0", "unix:%s"], "graceful_stop_timeout": "1s"},
     "components": {%s"state": {"state_demo": {"type": "in-memory"}},
       "hello": {"helloworld": {"type": "helloworld"}}}}
    """
        .formatted(directory.resolve("o.sock"), kinds);
  }
}
