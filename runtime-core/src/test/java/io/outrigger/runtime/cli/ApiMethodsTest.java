package io.outrigger.runtime.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ApiMethodsTest {

  @TempDir private Path directory;

  @Test
  void all_methods_can_be_limited_but_those_of_the_health_service() {
    assertThat(ApiMethods.limitable())
        .contains(
            "spec.proto.runtime.v1.Runtime/GetState",
            "grpc.reflection.v1.ServerReflection/ServerReflectionInfo")
        .noneMatch(method -> method.startsWith("grpc.health."));
  }

  @Test
  void a_limit_of_another_method_is_a_problem_of_the_config() throws IOException {
    assertThat(check("spec.proto.runtime.v1.Runtime/GetState")).isEmpty();

    assertThat(check("spec.proto.runtime.v1.Runtime/getState"))
        .contains("unknown method", "did you mean \"spec.proto.runtime.v1.Runtime/GetState\"?");
    assertThat(check("grpc.health.v1.Health/Check")).contains("unknown method");
  }

  private String check(String method) throws IOException {
    var json = "{\"server\": {\"limits\": {\"methods\": {\"%s\": 1}}}}".formatted(method);
    var config = Files.writeString(directory.resolve("c.json"), json).toString();
    var err = new StringWriter();
    var _ =
        Main.run(
            new String[] {"check", "-c", config},
            new PrintWriter(new StringWriter()),
            new PrintWriter(err, true));
    return err.toString();
  }
}
