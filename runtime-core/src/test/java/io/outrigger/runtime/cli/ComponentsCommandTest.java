package io.outrigger.runtime.cli;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.outrigger.runtime.fake.VendorJar;
import io.outrigger.runtime.json.PlainJson;
import io.outrigger.spi.Bytes;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
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
