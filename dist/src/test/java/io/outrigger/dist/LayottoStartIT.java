package io.outrigger.dist;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The distribution in the place of Layotto: its command line, its variable, its default config. */
final class LayottoStartIT {

  @TempDir private Path directory;

  @Test
  void it_serves_a_config_of_layotto_and_ends_with_0_on_sigterm() throws Exception {
    var config = write("layotto.json", config("{}"));

    try (var sidecar =
        SidecarProcess.start(directory, List.of("layotto", "start", "-c", config.toString()))) {
      var answer =
          SidecarProcess.call(
              sidecar.addresses().getFirst(), "SayHello", "{\"service_name\": \"helloworld\"}");

      assertThat(answer.out()).contains("\"hello\": \"welcome\"");
      assertThat(sidecar.terminate()).isZero();
    }
  }

  @Test
  void a_type_that_is_not_installed_answers_unimplemented() throws Exception {
    var config =
        write(
            "layotto.json",
            config("{'lock_demo': {'type': 'zookeeper', 'metadata': {'zookeeperHosts': 'z'}}}"));

    try (var sidecar =
        SidecarProcess.start(directory, List.of("layotto", "start", "-c", config.toString()))) {
      var answer =
          SidecarProcess.call(
              sidecar.addresses().getFirst(),
              "TryLock",
              "{\"store_name\": \"lock_demo\", \"resource_id\": \"r\", \"lock_owner\": \"o\","
                  + " \"expire\": 5}");

      assertThat(answer.code()).isEqualTo(1);
      assertThat(answer.err())
          .contains("UNIMPLEMENTED (NOT_INSTALLED)")
          .contains("lock_demo is of type zookeeper, which is not installed");
      assertThat(sidecar.log()).contains("type \"zookeeper\" for kind lock is not installed");
    }
  }

  @Test
  void the_variable_names_the_config() throws Exception {
    var config = write("by-variable.json", config("{}"));

    try (var sidecar =
        SidecarProcess.start(directory, List.of("layotto", "start"), "RUNTIME_CONFIG=" + config)) {
      assertThat(sidecar.greeting()).contains("(1 components");
    }
  }

  @Test
  void without_either_the_config_is_where_layotto_has_it() throws Exception {
    Files.createDirectory(directory.resolve("configs"));
    write("configs/config.json", config("{}"));

    try (var sidecar = SidecarProcess.start(directory, List.of("layotto", "start"))) {
      assertThat(sidecar.greeting()).contains("(1 components");
    }
  }

  @Test
  void options_of_the_mesh_are_taken_and_told_to_have_no_effect() throws Exception {
    var config = write("layotto.json", config("{}"));
    var arguments =
        List.of(
            "layotto",
            "start",
            "-config",
            config.toString(),
            "-l",
            "debug",
            "-s",
            "cluster",
            "--service-cluster=again",
            "--service-node",
            "node",
            "--drain-time-s",
            "5",
            "--disable-hot-restart");

    try (var sidecar = SidecarProcess.start(directory, arguments)) {
      assertThat(sidecar.log())
          .contains("event=ignored option=--service-cluster")
          .contains("event=ignored option=--service-node")
          .contains("event=ignored option=--disable-hot-restart")
          .contains("DEBUG");
    }
  }

  @Test
  void a_level_that_is_none_in_a_variable_is_ignored_and_the_variable_is_named() throws Exception {
    var config = write("layotto.json", config("{}"));
    var arguments = List.of("layotto", "start", "-c", config.toString());
    var variables = new String[] {"LOG_LEVEL=louder", "LOGGING_LEVEL=debug"};

    try (var sidecar = SidecarProcess.start(directory, arguments, variables)) {
      assertThat(sidecar.log())
          .contains("event=ignored variable=LOG_LEVEL (expected: one of trace, debug, info")
          .contains("DEBUG")
          .doesNotContain("louder", "variable=LOGGING_LEVEL");
    }
  }

  @Test
  void an_empty_variable_names_no_config() throws Exception {
    Files.createDirectory(directory.resolve("configs"));
    write("configs/config.json", config("{}"));

    try (var sidecar =
        SidecarProcess.start(directory, List.of("layotto", "start"), "RUNTIME_CONFIG=")) {
      assertThat(sidecar.greeting()).contains("(1 components");
    }
  }

  @Test
  void the_log_goes_where_the_config_says() throws Exception {
    var log = directory.resolve("own.log");
    var config =
        write(
            "layotto.json",
            config("{}")
                .replaceFirst(
                    "\\{\"listeners\"",
                    "{\"default_log_path\": \"" + log + "\", \"routers\": [], \"listeners\""));

    try (var sidecar =
        SidecarProcess.start(directory, List.of("layotto", "start", "-c", config.toString()))) {
      assertThat(sidecar.terminate()).isZero();
      assertThat(Files.readString(log)).contains("\"routers\" has no effect").contains("stopped");
      assertThat(sidecar.log()).isEmpty();
    }
  }

  @Test
  void a_config_that_is_not_there_ends_it_with_78() throws Exception {
    var result = SidecarProcess.run("layotto", "start", "-c", "/no/such/config.json");

    assertThat(result.code()).isEqualTo(78);
    assertThat(result.err()).contains("/no/such/config.json does not exist");
  }

  @Test
  void a_wrong_level_is_a_usage_error() throws Exception {
    var config = write("layotto.json", config("{}"));

    var result =
        SidecarProcess.run("layotto", "start", "-c", config.toString(), "--log-level", "loud");

    assertThat(result.code()).isEqualTo(64);
    assertThat(result.err()).contains("\"loud\" (expected: one of trace, debug, info");
  }

  @Test
  void a_log_that_cannot_be_written_is_a_problem_of_the_config() throws Exception {
    var config = write("short.json", "{\"log\": {\"path\": \"/proc/no/such.log\"}}");

    var result = SidecarProcess.run("run", "-c", config.toString());

    assertThat(result.code()).isEqualTo(78);
    assertThat(result.err()).contains("/proc/no/such.log").doesNotContain("\tat ");
  }

  private Path write(String name, String text) throws IOException {
    return Files.writeString(directory.resolve(name), text);
  }

  private static String config(String locks) {
    return """
    {'servers': [{'listeners': [{'name': 'grpc', 'address': '127.0.0.1:0', 'bind_port': true,
      'filter_chains': [{'filters': [{'type': 'grpc', 'config': {'server_name': 'runtime',
        'grpc_config': {'hellos': {'helloworld': {'hello': 'welcome'}}, 'lock': %s}}}]}]}]}]}
    """
        .formatted(locks)
        .replace('\'', '"');
  }
}
