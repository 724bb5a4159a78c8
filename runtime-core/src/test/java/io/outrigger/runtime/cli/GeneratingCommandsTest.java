package io.outrigger.runtime.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.outrigger.runtime.fake.VendorJar;
import io.outrigger.runtime.json.Json;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The commands {@code schema} and {@code reference} of a distribution with one directory. */
final class GeneratingCommandsTest {

  private static final FileTime LONG_AGO = FileTime.from(Instant.EPOCH);

  @TempDir private Path home;

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @BeforeEach
  void install() {
    System.setProperty("outrigger.home", home.toString());
    VendorJar.greeter("acme").write(home.resolve("components/acme"), "acme.jar");
  }

  @AfterEach
  void forget() {
    System.clearProperty("outrigger.home");
    System.clearProperty("opened.acme");
  }

  @Test
  void the_schema_knows_what_is_in_component_directories() {
    assertThat(run("schema")).isZero();

    assertThat(Json.read("out", out.toString())).isInstanceOf(Json.Obj.class);
    assertThat(out.toString()).contains("\"short.hello.acme\"", "\"Anything.\"");
  }

  @Test
  void the_schema_is_written_into_a_file_once() throws IOException {
    var file = home.resolve("schema.json");
    assertThat(run("schema", "-o", file.toString())).isZero();
    Files.setLastModifiedTime(file, LONG_AGO);

    assertThat(run("schema", "-o", file.toString())).isZero();
    assertThat(Files.getLastModifiedTime(file)).isEqualTo(LONG_AGO);
    assertThat(out.toString()).isEmpty();
    assertThat(run("schema")).isZero();
    assertThat(file).hasContent(out.toString());
  }

  @Test
  void an_old_schema_is_replaced() throws IOException {
    var file = Files.writeString(home.resolve("schema.json"), "{}");

    assertThat(run("schema", "-o", file.toString())).isZero();

    assertThat(file).content().contains("short.hello.acme");
  }

  @Test
  void a_file_that_cannot_be_written_is_wrong_input() {
    assertThat(run("schema", "-o", home.resolve("no/such/schema.json").toString())).isEqualTo(65);
    assertThat(err.toString()).contains("cannot write", "no/such").doesNotContain("\tat ");
  }

  @Test
  void the_pages_are_written_into_a_directory_that_is_made() {
    var directory = home.resolve("docs/components");

    assertThat(run("reference", directory.toString())).isZero();

    assertThat(directory.resolve("README.md")).content().contains("| acme |");
    assertThat(directory.resolve("hello.md")).content().contains("Anything.");
  }

  @Test
  void a_page_that_was_generated_for_what_is_gone_goes_and_every_other_file_stays()
      throws IOException {
    var directory = Files.createDirectory(home.resolve("docs"));
    assertThat(run("reference", directory.toString())).isZero();
    var gone = Files.copy(directory.resolve("hello.md"), directory.resolve("gone.md"));
    var mine = Files.writeString(directory.resolve("mine.md"), "# Mine");

    assertThat(run("reference", directory.toString())).isZero();

    assertThat(gone).doesNotExist();
    assertThat(mine).hasContent("# Mine");
    assertThat(directory.resolve("hello.md")).exists();
  }

  @Test
  void the_directory_of_the_pages_must_be_said() {
    assertThat(run("reference")).isEqualTo(64);
  }

  private int run(String... arguments) {
    return Main.run(arguments, new PrintWriter(out, true), new PrintWriter(err, true));
  }
}
