package io.outrigger.dist.release;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is read of a Dockerfile, and what is refused. */
final class DockerfileTest {

  @TempDir private Path directory;

  @Test
  void layers_and_settings_are_read_in_order() throws Exception {
    var read =
        read(
            """
            # A comment.
            FROM scratch
            COPY one/ /
            COPY two/ /
            LABEL a=b
            LABEL c=d
            ENV E=f
            ENV G=
            USER 1:2
            EXPOSE 80 81
            HEALTHCHECK --interval=1m --retries=3 \\
              CMD ["a", "b c"]
            ENTRYPOINT ["x"]
            CMD []
            """);

    assertThat(read.layers()).containsExactly("one", "two");
    assertThat(read.config())
        .containsEntry("Labels", Map.of("a", "b", "c", "d"))
        .containsEntry("Env", List.of("E=f", "G="))
        .containsEntry("User", "1:2")
        .containsEntry("ExposedPorts", Map.of("80/tcp", Map.of(), "81/tcp", Map.of()))
        .containsEntry("Entrypoint", List.of("x"))
        .containsEntry("Cmd", List.of())
        .containsEntry(
            "Healthcheck",
            Map.of("Test", List.of("CMD", "a", "b c"), "Interval", 60_000_000_000L, "Retries", 3));
  }

  @Test
  void a_health_check_needs_no_options() throws Exception {
    assertThat(read("HEALTHCHECK CMD [\"a\"]\n").config())
        .containsEntry("Healthcheck", Map.of("Test", List.of("CMD", "a")));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "FROM debian",
        "RUN apt-get update",
        "COPY file /etc/",
        "ENTRYPOINT sh -c true",
        "ENV A=\"b c\"",
        "ENV A b",
        "USER",
        "HEALTHCHECK NONE",
        "HEALTHCHECK --interval CMD [\"a\"]",
        "HEALTHCHECK --start-interval=1s CMD [\"a\"]"
      })
  void what_would_be_another_image_without_docker_is_refused(String line) {
    assertThatThrownBy(() -> read(line + "\n"))
        .isInstanceOf(ReleaseException.class)
        .hasMessageContaining(line.split(" ", 2)[0]);
  }

  private Dockerfile read(String text) throws IOException {
    return Dockerfile.read(Files.writeString(directory.resolve("Dockerfile"), text));
  }
}
