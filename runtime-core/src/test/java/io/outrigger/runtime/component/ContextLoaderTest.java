package io.outrigger.runtime.component;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.outrigger.runtime.config.ConfigReader;
import io.outrigger.runtime.config.Environment;
import io.outrigger.runtime.fake.Fakes;
import io.outrigger.runtime.fake.VendorJar;
import io.outrigger.spi.file.FileRequest;
import io.outrigger.spi.file.FileStore;
import io.outrigger.spi.hello.Greeter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which context class loader an instance of a component directory runs with. */
final class ContextLoaderTest {

  private static final String CONFIG =
      "{\"components\": {\"hello\": {\"h\": {\"type\": \"acme\", \"any\": \"y\"}}}}";

  @TempDir private Path root;

  private final Deadlines deadlines = new Deadlines();

  @AfterEach
  void close() {
    deadlines.close();
    System.clearProperty("opened.acme");
  }

  @ParameterizedTest
  @ValueSource(strings = {"created", "called", "blocking", "at end", "repeated"})
  void it_is_that_of_the_directory(String moment) throws Exception {
    assertThat(ask(start(), moment)).isEqualTo(place());
  }

  @Test
  void it_is_that_of_the_directory_while_it_starts_and_in_what_the_start_blocks_for()
      throws Exception {
    assertThat(ask(start(), "started")).isEqualTo(place() + " " + place());
  }

  @Test
  void it_is_that_of_the_directory_where_one_component_is_made_of_several() throws Exception {
    VendorJar.endpoints("acme").write(root.resolve("acme"), "acme.jar");
    var host =
        host(
            "{\"components\": {\"file\": {\"acme\": {\"metadata\": [{\"endpoint\": \"a\"},"
                + " {\"endpoint\": \"b\"}]}}}}");
    host.start().toCompletableFuture().get(9, TimeUnit.SECONDS);
    var store = host.registry().of(FileStore.KIND).getFirst().instance().orElseThrow().component();

    var facts = store.stat(Fakes.call(), new FileRequest("x", Map.of("endpoint", "b")));

    assertThat(facts.toCompletableFuture().get(9, TimeUnit.SECONDS).name())
        .isEqualTo("b " + place());
  }

  @Test
  void it_is_that_of_the_directory_as_long_as_a_stream_lasts() throws Exception {
    var instance = start();

    var seen = instance.streams().run(Fakes.call(), ContextLoaderTest::current);

    assertThat(seen.toCompletableFuture().get(9, TimeUnit.SECONDS).getName()).isEqualTo(place());
  }

  @ParameterizedTest
  @ValueSource(strings = {"called", "at end", "failing"})
  void the_calling_thread_has_its_own_again_afterwards(String moment) throws Exception {
    var instance = start();
    var before = current();

    var answer = instance.component().greet(Fakes.call(), moment);

    assertThat(answer).isDone();
    assertThat(current()).isSameAs(before).isNotInstanceOf(ComponentLoader.class);
  }

  @Test
  void a_component_of_the_class_path_runs_with_that_of_its_caller() {
    var own = new ClassLoader(null) {};
    var thread = Thread.currentThread();
    var before = thread.getContextClassLoader();
    thread.setContextClassLoader(own);
    try {
      assertThat(ContextLoader.ofTheCaller().<Object>call(ContextLoaderTest::current))
          .isSameAs(own);
    } finally {
      thread.setContextClassLoader(before);
    }
  }

  @Test
  void a_class_that_is_missing_when_the_instance_is_made_is_a_problem_of_the_directory() {
    VendorJar.greeter("acme").write(root.resolve("acme"), "acme.jar", "vendor.acme.Answers");

    assertThatThrownBy(this::host)
        .isInstanceOf(CatalogException.class)
        .hasMessage(
            place() + ": its components cannot be loaded: class vendor.acme.Answers is missing");
  }

  private String place() {
    return root.resolve("acme").toString();
  }

  private ComponentHost host() {
    return host(CONFIG);
  }

  private ComponentHost host(String json) {
    var reader =
        new ConfigReader(ComponentCatalog.ofInstallation(List.of(root)), Environment.of(Map.of()));
    var config = reader.read("test.json", json.getBytes(StandardCharsets.UTF_8));
    return new ComponentHost("test.json", config, Fakes.services(deadlines));
  }

  private Instance<Greeter> start() throws Exception {
    if (!Files.exists(root.resolve("acme"))) {
      VendorJar.greeter("acme").write(root.resolve("acme"), "acme.jar");
    }
    var host = host();
    host.start().toCompletableFuture().get(9, TimeUnit.SECONDS);
    return host.registry().of(Greeter.KIND).getFirst().instance().orElseThrow();
  }

  private static String ask(Instance<Greeter> instance, String moment) throws Exception {
    var answer = instance.component().greet(Fakes.call(), moment);
    return answer.toCompletableFuture().get(9, TimeUnit.SECONDS);
  }

  private static ClassLoader current() {
    return Thread.currentThread().getContextClassLoader();
  }
}
