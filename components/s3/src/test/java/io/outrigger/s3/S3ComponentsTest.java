package io.outrigger.s3;

import static org.assertj.core.api.Assertions.assertThat;

import io.outrigger.spi.ComponentProvider;
import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

final class S3ComponentsTest {

  @Test
  void every_type_is_listed_with_the_name_that_it_had_in_layotto() {
    var types =
        new S3Components()
            .components().stream().map(each -> each.type() + " " + each.aliases()).toList();

    assertThat(types)
        .containsExactlyInAnyOrder("aws.s3 [awsOSS]", "minio [minioOSS]", "aliyun.oss [aliOSS]");
  }

  @Test
  void the_types_are_listed_without_the_sdk() throws Exception {
    try (var loader = withoutLibraries()) {
      var provider = loader.loadClass(S3Components.class.getName()).getConstructor().newInstance();

      assertThat(((ComponentProvider) provider).components()).hasSize(3);
      assertThat(loader.findResource("software/amazon/awssdk/services/s3/S3Client.class")).isNull();
    }
  }

  /** Sees this module and, as the runtime has it, the contract of another loader. */
  private static URLClassLoader withoutLibraries() throws IOException {
    var parts = System.getProperty("java.class.path").split(System.getProperty("path.separator"));
    var urls =
        Arrays.stream(parts)
            .filter(part -> part.contains("s3") && !part.endsWith(".jar"))
            .map(S3ComponentsTest::url)
            .toArray(URL[]::new);
    var contract = S3ComponentsTest.class.getClassLoader();
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
