package io.outrigger.dist;

import static org.assertj.core.api.Assertions.assertThat;

import io.outrigger.runtime.json.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The descriptions of Layotto's sample configs are whole: files, table and planted secrets. */
final class LayottoSampleFilesTest {

  private static final Pattern SECRET = Pattern.compile("planted-secret-\\d+");

  @ParameterizedTest
  @MethodSource("io.outrigger.dist.LayottoSample#files")
  void every_sample_is_json(Path file) throws IOException {
    var utf8 = Files.readAllBytes(LayottoSample.ROOT.resolve(file));

    assertThat(Json.read(file.toString(), utf8)).isInstanceOf(Json.Obj.class);
  }

  @Test
  void every_row_has_a_file_and_every_file_a_row() throws IOException {
    var rows =
        LayottoSample.rows().stream().map(row -> Path.of(row.getFirst(), row.get(1))).toList();

    assertThat(rows)
        .doesNotHaveDuplicates()
        .containsExactlyInAnyOrderElementsOf(LayottoSample.files());
  }

  @Test
  void every_row_has_a_value_in_every_column() throws IOException {
    int columns = LayottoSample.header().size();

    assertThat(LayottoSample.rows())
        .allSatisfy(row -> assertThat(row).hasSize(columns).noneMatch(String::isBlank));
  }

  @Test
  void every_planted_secret_is_planted_once() throws IOException {
    var secrets = new StringBuilder();
    for (var file : LayottoSample.files()) {
      secrets.append(Files.readString(LayottoSample.ROOT.resolve(file)));
    }

    assertThat(SECRET.matcher(secrets).results().map(MatchResult::group))
        .isNotEmpty()
        .doesNotHaveDuplicates();
  }
}
