package io.outrigger.runtime.component;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.outrigger.runtime.fake.VendorJar;
import io.outrigger.spi.ComponentDescriptor;
import io.outrigger.spi.hello.Greeter;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The catalog of an installation with component directories. */
final class ComponentDirectoriesTest {

  @TempDir private Path root;

  @AfterEach
  void forget() {
    System.getProperties().keySet().removeIf(key -> key.toString().startsWith("opened."));
  }

  @Test
  void a_directory_that_is_dropped_in_needs_no_index() {
    install("acme");

    assertThat(find("acme")).isPresent();
    assertThat(find("hello.acme")).isPresent();
    assertThat(find("acne")).isEmpty();
  }

  @Test
  void what_has_an_index_is_known_without_being_opened() {
    install("acme");
    index();

    var catalog = catalog();

    assertThat(catalog.kindNames()).containsExactly("hello");
    assertThat(catalog.kind("hello")).hasValue(Greeter.KIND);
    assertThat(catalog.types(Greeter.KIND)).containsExactly("acme");
    assertThat(catalog.types())
        .containsExactly(
            new InstalledType("hello", "acme", List.of("hello.acme"), place("acme").toString()));
    assertNotOpened("acme");
  }

  @Test
  void a_directory_is_opened_when_a_type_of_it_is_asked_for_and_no_other_one_is() {
    install("acme");
    install("other");
    index();

    assertThat(find("hello.acme")).isPresent();

    assertThat(System.getProperty("opened.acme")).isEqualTo("yes");
    assertNotOpened("other");
  }

  @Test
  void a_directory_is_opened_once() {
    install("acme");
    index();
    var catalog = catalog();

    var first = catalog.descriptor(Greeter.KIND, "acme").orElseThrow().settings();

    assertThat(catalog.descriptor(Greeter.KIND, "acme").orElseThrow().settings()).isSameAs(first);
  }

  @Test
  void an_index_of_other_jars_is_ignored() throws IOException {
    install("acme");
    index();
    Files.move(place("acme").resolve("acme.jar"), place("acme").resolve("acme-2.jar"));

    assertThat(catalog().types()).hasSize(1);
    assertThat(System.getProperty("opened.acme")).isEqualTo("yes");
  }

  @Test
  void an_index_of_a_jar_of_another_size_is_ignored() {
    install("acme");
    index();
    VendorJar.greeter("acme2").write(place("acme"), "acme.jar");

    assertThat(find("acme")).isEmpty();
    assertThat(find("acme2")).isPresent();
  }

  @Test
  void an_index_is_ignored_when_a_jar_has_been_added() {
    install("acme");
    index();
    VendorJar.greeter("more").write(place("acme"), "more.jar");

    assertThat(find("acme")).isPresent();
    assertThat(find("more")).isPresent();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "{",
        "[]",
        "null",
        "{\"jars\": {}}",
        "{\"jars\": 1, \"types\": []}",
        "{\"jars\": {\"acme.jar\": \"1\"}, \"types\": []}",
        "{\"jars\": {\"acme.jar\": SIZE}, \"types\": {}}",
        "{\"jars\": {\"acme.jar\": SIZE}, \"types\": [1]}",
        "{\"jars\": {\"acme.jar\": SIZE}, \"types\": [{\"kind\": \"hello\"}]}",
        "{\"jars\": {\"acme.jar\": SIZE}, \"types\": [{\"kind\": \"hello\", \"contract\": \"c\","
            + " \"type\": \"acme\", \"aliases\": [2]}]}"
      })
  void an_index_that_cannot_be_read_is_ignored(String text) throws IOException {
    install("acme");
    var size = Files.size(place("acme").resolve("acme.jar"));
    Files.writeString(
        place("acme").resolve("components.index"), text.replace("SIZE", Long.toString(size)));

    assertThat(find("acme")).isPresent();
  }

  @Test
  void an_index_that_was_cut_off_anywhere_is_ignored() throws IOException {
    install("acme");
    index();
    var file = place("acme").resolve("components.index");
    var whole = Files.readString(file).strip();
    for (int length = 0; length < whole.length(); length += 7) {
      Files.writeString(file, whole.substring(0, length));

      assertThat(catalog().types()).hasSize(1);
    }
    assertThat(System.getProperty("opened.acme")).isEqualTo("yes");
  }

  @Test
  void jars_that_do_not_bring_what_their_index_says_are_named_when_it_is_asked_for()
      throws IOException {
    install("acme");
    index();
    var file = place("acme").resolve("components.index");
    Files.writeString(file, Files.readString(file).replace("\"acme\"", "\"another\""));

    assertThat(catalog().types(Greeter.KIND)).containsExactly("another");
    assertProblem(
        () -> find("another"), place("acme").toString(), "hello \"another\"", "--write-index");
  }

  @Test
  void a_type_that_two_directories_bring_is_refused_with_both_and_neither_is_opened() {
    VendorJar.greeter("acme").write(place("one"), "one.jar");
    VendorJar.greeter("acme").write(place("two"), "two.jar");
    index();

    assertProblem(
        this::catalog,
        "type \"acme\" of kind hello is installed twice",
        place("one").toString(),
        place("two").toString());
    assertNotOpened("acme");
  }

  @Test
  void an_alias_that_two_directories_bring_without_an_index_is_refused_with_both() {
    install("one");
    VendorJar.greeter("two")
        .source(
            "vendor.two.Components",
            """
            package vendor.two;
            import io.outrigger.spi.*;
            import io.outrigger.spi.hello.Greeter;
            import java.util.List;
            public final class Components implements ComponentProvider {
              public List<ComponentDescriptor<?, ?>> components() {
                return List.of(
                    ComponentDescriptor.of(
                        Greeter.KIND, "hello.one", Kind.NoSettings.class, (s, c) -> null));
              }
            }
            """)
        .write(place("two"), "two.jar");

    assertProblem(this::catalog, "\"hello.one\"", place("one").toString(), place("two").toString());
  }

  @Test
  void a_root_that_is_named_twice_is_read_once(@TempDir Path other) throws IOException {
    install("acme");
    var link = Files.createSymbolicLink(other.resolve("link"), root);

    assertThat(ComponentCatalog.ofInstallation(List.of(root, link)).types()).hasSize(1);
    Files.delete(link); // Else its deletion would warn of a link that leads elsewhere.
  }

  @Test
  void entries_without_jars_are_skipped() throws IOException {
    install("acme");
    Files.writeString(root.resolve("README"), "Read me.");
    Files.writeString(Files.createDirectory(place("empty")).resolve("notes.txt"), "None.");

    assertThat(catalog().types()).hasSize(1);
  }

  @Test
  void a_jar_that_lies_beside_the_directories_is_named_with_where_it_should_be() {
    VendorJar.greeter("acme").write(root, "acme.jar");

    assertProblem(
        this::catalog,
        root.resolve("acme.jar") + ": expected in a directory of its own",
        root.resolve("acme/acme.jar").toString());
  }

  @Test
  void a_root_that_is_not_there_is_named() {
    var missing = root.resolve("missing");

    assertProblem(() -> ComponentCatalog.ofInstallation(List.of(missing)), missing.toString());
  }

  @Test
  void jars_without_a_provider_are_named() {
    new VendorJar().source("a.A", "package a; class A {}").write(place("acme"), "acme.jar");

    assertProblem(
        this::catalog,
        place("acme") + ": none of its jars brings components",
        "META-INF/services/io.outrigger.spi.ComponentProvider");
  }

  @Test
  void a_provider_that_is_not_there_is_named() {
    new VendorJar().provider("a.Missing").write(place("acme"), "acme.jar");

    assertProblem(
        this::catalog, place("acme") + ": its components cannot be loaded", "a.Missing not found");
  }

  @Test
  void a_class_that_the_settings_need_and_that_is_missing_is_named() {
    VendorJar.greeter("acme").write(place("acme"), "acme.jar", "vendor.acme.Components$Settings");

    assertProblem(
        this::catalog,
        place("acme") + ": its components cannot be loaded",
        "class vendor.acme.Components$Settings is missing");
  }

  @Test
  void a_jar_that_is_none_is_a_problem_only_of_those_who_need_it() throws IOException {
    install("acme");
    install("broken");
    index();
    var jar = place("broken").resolve("broken.jar");
    Files.write(jar, new byte[(int) Files.size(jar)]);

    assertThat(find("acme")).isPresent();
    assertProblem(() -> find("broken"), place("broken").toString());
  }

  @Test
  void every_jar_that_cannot_be_read_is_named_with_the_reason() throws IOException {
    install("acme");
    var jar = place("acme").resolve("acme.jar");
    Files.write(jar, Arrays.copyOf(Files.readAllBytes(jar), 900));
    Files.writeString(place("acme").resolve("library.jar"), "none");

    assertProblem(
        this::catalog,
        "components: 2 problems",
        jar + ": is no whole jar: ",
        place("acme").resolve("library.jar") + ": is no whole jar: ");
  }

  @Test
  void what_may_not_be_read_is_told_in_words() {
    assertThat(ComponentRoot.reason(new AccessDeniedException("/x")))
        .isEqualTo("may not be read by this user");
    assertThat(ComponentRoot.reason(new NoSuchFileException("/x"))).isEqualTo("does not exist");
    assertThat(ComponentRoot.reason(new IOException("broken"))).isEqualTo("cannot be read: broken");
  }

  @Test
  void a_root_that_is_a_file_is_told_so() throws IOException {
    var file = Files.writeString(root.resolve("file"), "x");

    assertProblem(
        () -> ComponentCatalog.ofInstallation(List.of(file)),
        file + ": is none (expected: a directory)");
  }

  @Test
  void the_problems_of_all_directories_and_roots_are_told_at_once(@TempDir Path other)
      throws IOException {
    install("acme");
    install("empty");
    new VendorJar().provider("a.Missing").write(place("empty"), "empty.jar");
    VendorJar.greeter("acme").write(other.resolve("copy"), "copy.jar");
    VendorJar.greeter("stray").write(root, "stray.jar");
    var missing = root.resolve("missing");

    assertThatThrownBy(() -> ComponentCatalog.ofInstallation(List.of(missing, root, other)))
        .isInstanceOfSatisfying(CatalogException.class, e -> assertThat(e.problems()).hasSize(2))
        .message()
        .contains(missing + ": does not exist", "stray.jar: expected in a directory of its own");
    Files.delete(root.resolve("stray.jar"));
    assertThatThrownBy(() -> ComponentCatalog.ofInstallation(List.of(missing, root, other)))
        .isInstanceOfSatisfying(CatalogException.class, e -> assertThat(e.problems()).hasSize(3))
        .message()
        .contains(
            missing + ": does not exist",
            "a.Missing not found",
            "\"acme\" of kind hello is installed twice");
  }

  @Test
  void indexes_are_written_beside_a_directory_that_cannot_be_read() {
    install("acme");
    new VendorJar().provider("a.Missing").write(place("aa"), "aa.jar");

    assertProblem(() -> ComponentCatalog.writeIndexes(root), place("aa").toString());
    assertThat(place("acme").resolve("components.index")).isNotEmptyFile();
  }

  @Test
  void a_provider_that_two_jars_of_a_directory_bring_is_refused_with_both() {
    VendorJar.greeter("acme").write(place("acme"), "acme-1 0.jar");
    VendorJar.greeter("acme").write(place("acme"), "acme-1.1.jar");

    assertProblem(
        this::catalog,
        place("acme")
            + ": vendor.acme.Components is in acme-1 0.jar and in acme-1.1.jar"
            + " (expected: in one of its jars)");
    assertNotOpened("acme");
  }

  @Test
  void jars_in_a_lower_directory_are_warned_of() {
    install("acme");
    VendorJar.greeter("low").write(place("low/lib"), "low.jar");

    var catalog = catalog();

    assertThat(catalog.types()).hasSize(1);
    assertThat(catalog.warnings())
        .singleElement()
        .asString()
        .startsWith(place("low") + ": its jars lie in " + place("low/lib") + " and are not used");
  }

  @Test
  void links_that_lead_nowhere_are_warned_of() throws IOException {
    install("acme");
    Files.createDirectory(place("dangling"));
    Files.createSymbolicLink(place("dangling").resolve("a.jar"), place("nowhere"));
    Files.createSymbolicLink(place("dangling").resolve("notes.txt"), place("nowhere"));
    Files.createSymbolicLink(place("vendor"), place("nowhere"));

    assertThat(catalog().warnings())
        .containsExactlyInAnyOrder(
            place("dangling/a.jar") + ": is a link that leads nowhere",
            place("vendor") + ": is a link that leads nowhere");
  }

  @Test
  void entries_that_are_whole_or_have_nothing_to_do_with_it_are_not_warned_of() throws IOException {
    install("acme");
    Files.createDirectory(place("empty"));
    Files.writeString(root.resolve("README"), "Read me.");

    assertThat(catalog().warnings()).isEmpty();
  }

  @Test
  void a_provider_that_fails_is_named_with_its_cause() {
    var source =
        """
        package a;
        public final class Failing implements io.outrigger.spi.ComponentProvider {
          public java.util.List<io.outrigger.spi.ComponentDescriptor<?, ?>> components() {
            throw new IllegalStateException("out of order");
          }
        }
        """;
    new VendorJar().source("a.Failing", source).provider("a.Failing").write(place("a"), "a.jar");

    assertProblem(this::catalog, place("a").toString(), "out of order");
  }

  @ParameterizedTest
  @ValueSource(strings = {"Kind.of(\"own\", Own.class)", "Kind.of(\"state\", Greeter.class)"})
  void a_kind_of_its_own_is_refused_in_plain_words(String kind) {
    var source =
        """
        package a;
        import io.outrigger.spi.*;
        import io.outrigger.spi.hello.Greeter;
        import java.util.List;
        public final class Components implements ComponentProvider {
          public interface Own extends Component {}
          public List<ComponentDescriptor<?, ?>> components() {
            return List.of(ComponentDescriptor.of(KIND, "t", Kind.NoSettings.class, (s, c) -> null));
          }
        }
        """
            .replace("KIND", kind);
    new VendorJar()
        .source("a.Components", source)
        .provider("a.Components")
        .write(place("a"), "a.jar");

    assertProblem(
        this::catalog,
        place("a") + ": its type \"t\" is of a kind",
        "of its own",
        "(expected: the KIND of an interface of io.outrigger.spi)");
  }

  @Test
  void the_index_of_one_directory_can_be_written_alone() {
    install("acme");
    install("other");

    assertThat(ComponentCatalog.writeIndexes(place("acme")).directories())
        .containsExactly(place("acme").toString());

    assertThat(place("acme").resolve("components.index")).isNotEmptyFile();
    assertThat(place("other").resolve("components.index")).doesNotExist();
  }

  @Test
  void an_index_that_is_there_is_written_anew_from_the_jars() throws IOException {
    install("acme");
    index();
    var file = place("acme").resolve("components.index");
    var right = Files.readString(file);
    Files.writeString(file, right.replace("\"acme\"", "\"wrong\""));

    index();

    assertThat(file).hasContent(right);
  }

  private void install(String type) {
    VendorJar.greeter(type).write(place(type), type + ".jar");
  }

  private Path place(String name) {
    return root.resolve(name);
  }

  private void index() {
    assertThat(ComponentCatalog.writeIndexes(root).directories()).isNotEmpty();
    forget();
  }

  private ComponentCatalog catalog() {
    return ComponentCatalog.ofInstallation(List.of(root));
  }

  private Optional<ComponentDescriptor<?, ?>> find(String type) {
    return catalog().descriptor(Greeter.KIND, type);
  }

  private static void assertNotOpened(String type) {
    assertThat(System.getProperty("opened." + type)).isNull();
  }

  private static void assertProblem(ThrowingCallable action, String... words) {
    assertThatThrownBy(action).isInstanceOf(CatalogException.class).message().contains(words);
  }
}
