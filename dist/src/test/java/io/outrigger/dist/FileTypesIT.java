package io.outrigger.dist;

import static org.assertj.core.api.Assertions.assertThat;

import io.outrigger.dist.SidecarProcess.Result;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Every type of file store as its user meets it: its config, and calls from a shell. */
final class FileTypesIT {

  private static final String FILE = "\"store_name\": \"file_demo\", \"name\": \"notes/a b 文.txt\"";

  @TempDir private Path directory;

  @ParameterizedTest
  @EnumSource
  void a_file_is_put_read_listed_looked_at_and_deleted(FileBackend type) throws Exception {
    try (var backend = type.start();
        var sidecar = type.sidecar(directory, backend)) {
      var address = sidecar.addresses().getFirst();

      assertThat(call(address, "PutFile", "{" + FILE + ", \"data\": \"aGVsbG8gd29ybGQ=\"}").out())
          .isEqualTo("{}\n");
      assertThat(call(address, "GetFile", "{" + FILE + "}").out()).contains("\"aGVsbG8gd29ybGQ=\"");
      var range = ", \"metadata\": {\"range\": \"bytes=6-10\"}";
      assertThat(call(address, "GetFile", "{" + FILE + range + "}").out()).contains("\"d29ybGQ=\"");
      assertThat(call(address, "GetFileMeta", "{\"request\": {" + FILE + "}}").out())
          .contains("\"size\": \"11\"")
          .containsPattern("\"last_modified\": \"20\\d\\d-\\d\\d-\\d\\dT[^\"]*Z\"");
      var list = "{\"request\": {\"store_name\": \"file_demo\", \"name\": \"notes/\"}}";
      assertThat(call(address, "ListFile", list).out())
          .contains("\"file_name\": \"notes/a b 文.txt\"");
      assertThat(call(address, "DelFile", "{\"request\": {" + FILE + "}}").out()).isEqualTo("{}\n");
      var missing = call(address, "GetFile", "{" + FILE + "}");
      assertThat(missing.err()).startsWith("NOT_FOUND: ");
      assertThat(missing.code()).isNotZero();
      assertThat(sidecar.terminate()).isZero();
    }
  }

  private static Result call(String address, String method, String json) throws Exception {
    return SidecarProcess.call(address, method, json);
  }
}
