package io.outrigger.qiniu;

import static org.assertj.core.api.Assertions.assertThat;

import io.outrigger.spi.ComponentProvider;
import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

final class QiniuComponentsTest {

  @Test
  void the_type_has_the_names_of_both_dialects() {
    var types = new QiniuComponents().components();

    assertThat(types)
        .singleElement()
        .satisfies(type -> {
          assertThat(type.type()).isEqualTo("qiniu.oss");
          assertThat(type.aliases()).containsExactly("qiniuOSS");
        });
  }

  @Test
  void the_type_is_listed_without_the_client() throws Exception {
    try (var loader = withoutClient()) {
      var provider =
          loader.loadClass(QiniuComponents.class.getName()).getConstructor().newInstance();

      assertThat(((ComponentProvider) provider).components()).hasSize(1);
      assertThat(loader.findResource("okhttp3/OkHttpClient.class")).isNull();
      assertThat(loader.findResource("com/qiniu/util/Auth.class")).isNull();
    }
  }

  /** Sees this module and, as the runtime has it, the contract of another loader. */
  private static URLClassLoader withoutClient() throws IOException {
    var parts = System.getProperty("java.class.path").split(System.getProperty("path.separator"));
    var urls =
        Arrays.stream(parts)
            .filter(part -> part.contains("qiniu") && !part.endsWith(".jar"))
            .map(QiniuComponentsTest::url)
            .toArray(URL[]::new);
    var contract = QiniuComponentsTest.class.getClassLoader();
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
