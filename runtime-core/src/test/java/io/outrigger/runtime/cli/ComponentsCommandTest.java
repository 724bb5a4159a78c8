package io.outrigger.runtime.cli;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.outrigger.runtime.fake.VendorJar;
import io.outrigger.runtime.json.PlainJson;
import io.outrigger.spi.Bytes;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command {@code outrigger components} of a distribution with two component directories. */
final class ComponentsCommandTest {

  @TempDir private Path home;

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @BeforeEach
  void install() {
    System.setProperty("outrigger.home", home.toString());
    VendorJar.greeter("acme").write(home.resolve("components/acme"), "acme.jar");
    VendorJar.greeter("b").write(home.resolve("components/b-vendor"), "b.jar");
  }

  @AfterEach
  void forget() {
    System.clearProperty("outrigger.home");
    forgetOpened();
  }

  @Test
  void the_list_has_a_line_for_each_type_in_columns() {
    assertThat(run("components")).isZero();

    assertThat(out.toString().lines())
        .containsExactly(
            "KIND   TYPE  ALIASES     FROM",
            "hello  acme  hello.acme  acme",
            "hello  b     hello.b     b-vendor");
  }

  @Test
  void jars_that_lie_too_deep_are_a_line_on_standard_error_and_a_warning_for_editors() {
    VendorJar.greeter("low").write(home.resolve("components/low/lib"), "low.jar");
    var config = write("config.json", "{}");

    for (var command : List.of(List.of("components"), List.of("check", "-c", config))) {
      err.getBuffer().setLength(0);
      assertThat(run(command.toArray(String[]::new))).isZero();
      assertThat(err.toString().lines())
          .singleElement()
          .asString()
          .startsWith("outrigger: ")
          .contains("components/low: its jars lie in ");
    }
    err.getBuffer().setLength(0);
    out.getBuffer().setLength(0);
    assertThat(run("check", "-c", config, "--json")).isZero();
    assertThat(err.toString()).isEmpty();
    assertThat(out.toString()).contains("\"warning\"", "its jars lie in ");
  }

  @Test
  void what_is_wrong_with_the_installation_is_told_to_editors_too() {
    write("components/acme/broken.jar", "none");
    write("components/b-vendor/broken.jar", "none");
    var config = write("config.json", "{}");

    assertThat(run("check", "-c", config, "--json")).isEqualTo(78);

    assertThat(err.toString()).isEmpty();
    assertThat(out.toString().split("\"error\"", -1)).hasSize(3);
    assertThat(out.toString())
        .contains("acme/broken.jar: is no whole jar", "b-vendor/broken.jar: is no whole jar");
    assertThat(run("check", "-c", config)).isEqualTo(78);
    assertThat(err.toString()).startsWith("components: 2 problems");
  }

  @Test
  void directories_that_a_config_names_and_that_are_broken_are_problems_where_it_names_them()
      throws IOException {
    assertThat(run("components", "--write-index", home.resolve("components").toString())).isZero();
    for (var jar : List.of("acme/acme.jar", "b-vendor/b.jar")) {
      var path = home.resolve("components").resolve(jar);
      Files.write(path, new byte[(int) Files.size(path)]);
    }
    var config =
        write(
            "config.json",
            "{\"components\": {\"hello\": {\n\"x\": {\"type\": \"acme\"},\n\"b\": {}}}}");

    assertThat(run("check", "-c", config)).isEqualTo(78);

    assertThat(err.toString())
        .contains(": 2 problems", "line 2 column 1", "acme.jar: is no whole jar")
        .contains("line 3 column 1", "b.jar: is no whole jar");
  }

  private String write(String name, String text) {
    try {
      return Files.writeString(home.resolve(name), text).toString();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void the_list_opens_nothing_that_has_an_index() {
    assertThat(run("components", "--write-index", home.resolve("components").toString())).isZero();
    forgetOpened();

    assertThat(run("components")).isZero();

    assertThat(out.toString()).contains("hello.acme");
    assertThat(System.getProperty("opened.acme")).isNull();
  }

  @Test
  void the_list_is_an_array_in_json() throws IOException {
    assertThat(run("components", "--json")).isZero();

    assertThat(json())
        .first(InstanceOfAssertFactories.map(String.class, Object.class))
        .containsEntry("kind", "hello")
        .containsEntry("type", "acme")
        .containsEntry("aliases", List.of("hello.acme"))
        .containsEntry("from", home.toRealPath().resolve("components/acme").toString());
  }

  @Test
  void a_type_shows_its_settings_by_whichever_name() {
    for (var name : List.of("acme", "hello.acme", "hello/acme", "hello/hello.acme")) {
      out.getBuffer().setLength(0);

      assertThat(run("components", name)).isZero();

      assertThat(out.toString().lines())
          .containsExactly(
              "hello/acme (or hello.acme) from acme", "any: text, default x", "    Anything.");
    }
  }

  @Test
  void a_type_shows_its_settings_in_json() {
    assertThat(run("components", "acme", "--json")).isZero();

    assertThat(json())
        .singleElement(InstanceOfAssertFactories.map(String.class, Object.class))
        .extractingByKey("settings", InstanceOfAssertFactories.LIST)
        .singleElement(InstanceOfAssertFactories.map(String.class, Object.class))
        .containsEntry("key", "any")
        .containsEntry("default", "x")
        .containsEntry("required", false)
        .containsEntry("doc", "Anything.");
  }

  @Test
  void an_unknown_type_is_a_usage_error_with_a_suggestion() {
    assertThat(run("components", "acne")).isEqualTo(64);
    assertThat(err.toString()).contains("unknown component type \"acne\" (did you mean \"acme\"?)");
  }

  @Test
  void an_unknown_type_of_a_kind_is_suggested_with_the_kind() {
    assertThat(run("components", "helo/acme")).isEqualTo(64);
    assertThat(err.toString()).contains("did you mean \"hello/acme\"?");
  }

  @Test
  void a_directory_to_index_that_is_not_there_is_a_usage_error() {
    assertThat(run("components", "--write-index", home.resolve("nope").toString())).isEqualTo(64);
    assertThat(err.toString()).contains("nope (expected: a directory)");
  }

  @Test
  void writing_an_index_goes_with_nothing_else() {
    var directory = home.resolve("components").toString();

    assertThat(run("components", "--write-index", directory, "acme")).isEqualTo(64);
    assertThat(run("components", "--write-index", directory, "--json")).isEqualTo(64);
    assertThat(home.resolve("components/acme/components.index")).doesNotExist();
  }

  @Test
  void a_directory_that_cannot_be_read_is_a_wrong_installation() throws IOException {
    Files.writeString(home.resolve("components/acme/broken.jar"), "no jar");
    Files.delete(home.resolve("components/acme/acme.jar"));

    assertThat(run("components")).isEqualTo(78);
    assertThat(err.toString()).contains("components/acme").doesNotContain("\tat ");
  }

  private static void forgetOpened() {
    System.clearProperty("opened.acme");
    System.clearProperty("opened.b");
  }

  private List<?> json() {
    return (List<?>) requireNonNull(PlainJson.read("out", Bytes.utf8(out.toString())));
  }

  private int run(String... arguments) {
    return Main.run(arguments, new PrintWriter(out, true), new PrintWriter(err, true));
  }
}
