package io.outrigger.runtime.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.File;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** On a class path without SnakeYAML, which shows that JSON alone does not load it. */
final class YamlLoadingTest {

  @Test
  void json_is_read_and_written_without_snakeyaml() throws Exception {
    try (var loader = withoutSnakeYaml()) {
      var json = call(loader, "read", "{\"a\": 1}");

      assertThat(json.getClass().getClassLoader()).isSameAs(loader);
      assertThat(json.getClass().getMethod("toText").invoke(json)).isEqualTo("{\n  \"a\": 1\n}");
    }
  }

  @Test
  void yaml_is_what_needs_it() throws IOException {
    try (var loader = withoutSnakeYaml()) {
      assertThatThrownBy(() -> call(loader, "readYaml", "a: 1"))
          .isInstanceOf(InvocationTargetException.class)
          .hasCauseInstanceOf(NoClassDefFoundError.class)
          .hasStackTraceContaining("org/snakeyaml");
    }
  }

  private static Object call(ClassLoader loader, String method, String text) throws Exception {
    return loader
        .loadClass(Json.class.getName())
        .getMethod(method, String.class, byte[].class)
        .invoke(null, "x", text.getBytes(StandardCharsets.UTF_8));
  }

  private static URLClassLoader withoutSnakeYaml() {
    var classPath = System.getProperty("java.class.path").split(Pattern.quote(File.pathSeparator));
    var urls =
        Arrays.stream(classPath)
            .filter(entry -> !entry.contains("snakeyaml"))
            .map(YamlLoadingTest::url)
            .toArray(URL[]::new);
    return new URLClassLoader(urls, ClassLoader.getPlatformClassLoader());
  }

  private static URL url(String entry) {
    try {
      return Path.of(entry).toUri().toURL();
    } catch (MalformedURLException e) {
      throw new IllegalStateException(e);
    }
  }
}
