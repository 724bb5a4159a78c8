package io.outrigger.mongodb;

import static org.assertj.core.api.Assertions.assertThat;

import io.outrigger.spi.ComponentProvider;
import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

final class MongoComponentsTest {

  @Test
  void every_type_is_listed_once() {
    var types =
        new MongoComponents()
            .components().stream().map(each -> each.kind() + " " + each.type()).toList();

    assertThat(types).containsExactlyInAnyOrder("state mongodb", "lock mongo", "sequencer mongo");
  }

  @Test
  void types_have_the_names_of_dapr_and_layotto() {
    var aliases =
        new MongoComponents()
            .components().stream().map(each -> each.kind() + " " + each.aliases()).toList();

    assertThat(aliases)
        .containsExactlyInAnyOrder(
            "state [state.mongodb]", "lock [mongodb]", "sequencer [mongodb]");
  }

  @Test
  void the_types_are_listed_without_the_driver() throws Exception {
    try (var loader = withoutDriver()) {
      var provider =
          loader.loadClass(MongoComponents.class.getName()).getConstructor().newInstance();

      assertThat(((ComponentProvider) provider).components()).hasSize(3);
      assertThat(loader.findResource("com/mongodb/client/MongoClient.class")).isNull();
    }
  }

  /** Sees this module and, as the runtime has it, the contract of another loader. */
  private static URLClassLoader withoutDriver() throws IOException {
    var parts = System.getProperty("java.class.path").split(System.getProperty("path.separator"));
    var urls =
        Arrays.stream(parts)
            .filter(part -> part.contains("mongodb") && !part.endsWith(".jar"))
            .map(MongoComponentsTest::url)
            .toArray(URL[]::new);
    var contract = MongoComponentsTest.class.getClassLoader();
    return new URLClassLoader(urls, ClassLoader.getPlatformClassLoader()) {
      @Override
      protected Class<?> findClass(String name) throws ClassNotFoundException {
        return name.startsWith("io.outrigger.spi.") || name.startsWith("org.jspecify.")
            ? contract.loadClass(name)
            : super.findClass(name);
      }
    };
  }

  private static URL url(String part) {
    try {
      return Path.of(part).toUri().toURL();
    } catch (MalformedURLException e) {
      throw new IllegalStateException(e);
    }
  }
}
