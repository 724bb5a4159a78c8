package io.outrigger.dist;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is generated and checked in is what the distribution generates now. */
final class GeneratedFilesIT {

  private static final String HINT = "run ./outrigger generate";

  @TempDir private Path directory;

  @Test
  void the_schema_is_up_to_date() throws Exception {
    var file = directory.resolve("schema.json");

    var result = SidecarProcess.run("schema", "-o", file.toString());

    assertThat(result.err()).isEmpty();
    assertThat(result.code()).isZero();
    assertThat(EditorSchema.FILE).as(HINT).hasSameTextualContentAs(file);
  }

  @Test
  void the_pages_are_up_to_date() throws Exception {
    var result = SidecarProcess.run("reference", directory.toString());

    assertThat(result.err()).isEmpty();
    assertThat(result.code()).isZero();
    assertThat(texts(Repository.componentPages())).as(HINT).isEqualTo(texts(directory));
  }

  @Test
  void the_page_on_metrics_is_up_to_date() throws Exception {
    var file = directory.resolve("metrics.md");
    var pages = directory.resolve("pages");

    var result = SidecarProcess.run("reference", "--metrics", file.toString(), pages.toString());

    assertThat(result.err()).isEmpty();
    assertThat(Repository.metricsPage()).as(HINT).hasSameTextualContentAs(file);
  }

  @Test
  void the_schema_lies_beside_the_configs_of_the_distribution() {
    assertThat(Repository.distribution().resolve("configs/outrigger.schema.json"))
        .hasSameTextualContentAs(EditorSchema.FILE);
  }

  private static Map<String, String> texts(Path directory) throws IOException {
    var texts = new TreeMap<String, String>();
    try (var files = Files.list(directory)) {
      for (var file : files.toList()) {
        texts.put(file.getFileName().toString(), Files.readString(file));
      }
    }
    return texts;
  }
}
