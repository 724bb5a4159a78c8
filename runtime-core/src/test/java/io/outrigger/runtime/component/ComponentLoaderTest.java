package io.outrigger.runtime.component;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.outrigger.runtime.fake.VendorJar;
import io.outrigger.spi.Component;
import io.outrigger.spi.ComponentProvider;
import io.outrigger.spi.state.StateStore;
import java.io.IOException;
import java.net.URL;
import java.nio.file.Path;
import java.util.Collections;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;

/** What a component directory sees of the runtime, and of other directories. */
final class ComponentLoaderTest {

  @TempDir private Path directory;

  @Test
  void two_directories_have_two_versions_of_the_same_class() throws Exception {
    var one = loader(library("1"));
    var two = loader(library("2"));

    assertThat(version(one)).isEqualTo("1");
    assertThat(version(two)).isEqualTo("2");
  }

  @Test
  void a_version_of_its_own_wins_over_that_of_the_core() throws Exception {
    var own =
        new VendorJar()
            .source("tools.jackson.core.json.JsonFactory", source("tools.jackson.core.json"));
    var loader = loader(own.write(directory, "own.jar"));

    assertThat(loader.loadClass("tools.jackson.core.json.JsonFactory").getClassLoader())
        .isSameAs(loader);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "io.outrigger.spi.Component",
        "io.outrigger.spi.state.StateStore",
        "org.slf4j.LoggerFactory",
        "org.slf4j.spi.LoggingEventBuilder",
        "org.jspecify.annotations.Nullable"
      })
  void the_contract_and_slf4j_are_those_of_the_core_even_if_a_jar_has_them(String name)
      throws Exception {
    var copies =
        new VendorJar()
            .source("io.outrigger.spi.Component", "package io.outrigger.spi; class Component {}")
            .source("org.slf4j.LoggerFactory", "package org.slf4j; class LoggerFactory {}");
    var loader = loader(copies.write(directory, "copies.jar"));

    assertThat(loader.loadClass(name)).isSameAs(Class.forName(name));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "io.outrigger.runtime.component.Guard",
        "io.outrigger.runtime.cli.Main",
        "tools.jackson.core.json.JsonFactory",
        "io.netty.channel.Channel",
        "io.grpc.Server",
        "ch.qos.logback.classic.Logger",
        "picocli.CommandLine"
      })
  void what_the_runtime_is_made_of_cannot_be_seen(String name) throws Exception {
    assertThatCode(() -> Class.forName(name)).doesNotThrowAnyException();

    assertThatThrownBy(() -> loader(library("1")).loadClass(name))
        .isInstanceOf(ClassNotFoundException.class);
  }

  @Test
  void classes_of_the_jdk_can_be_seen() throws Exception {
    assertThat(loader(library("1")).loadClass("java.sql.Driver")).isNotNull();
  }

  @Test
  void a_class_of_the_contract_that_this_version_lacks_is_not_taken_from_a_jar() {
    var newer =
        new VendorJar().source("io.outrigger.spi.Newer", source("io.outrigger.spi", "Newer"));
    var loader = loader(newer.write(directory, "newer.jar"));

    assertThatThrownBy(() -> loader.loadClass("io.outrigger.spi.Newer"))
        .isInstanceOf(ClassNotFoundException.class);
  }

  @Test
  void an_extension_of_slf4j_that_the_core_lacks_is_taken_from_a_jar() throws Exception {
    var more = new VendorJar().source("org.slf4j.ext.More", source("org.slf4j.ext", "More"));
    var loader = loader(more.write(directory, "more.jar"));

    assertThat(loader.loadClass("org.slf4j.ext.More").getClassLoader()).isSameAs(loader);
  }

  @Test
  void service_files_of_the_core_do_not_leak_in() throws Exception {
    var name = "META-INF/services/org.slf4j.spi.SLF4JServiceProvider";
    assertThat(getClass().getClassLoader().getResource(name)).isNotNull();
    var loader = loader(VendorJar.greeter("own").write(directory, "own.jar"));

    assertThat(loader.getResource(name)).isNull();
    assertThat(Collections.list(loader.getResources(name))).isEmpty();
    assertThat(resources(loader, "META-INF/services/" + ComponentProvider.class.getName()))
        .singleElement()
        .asString()
        .contains("own.jar");
  }

  @Test
  void resources_of_the_contract_are_those_of_the_core() throws Exception {
    var name = StateStore.class.getName().replace('.', '/') + ".class";

    assertThat(loader(library("1")).getResource(name))
        .isEqualTo(getClass().getClassLoader().getResource(name));
    assertThat(resources(loader(library("1")), name)).hasSize(1);
  }

  @Test
  void loggers_are_those_of_the_core() throws Exception {
    var loader = loader(library("1"));

    var factory = loader.loadClass("org.slf4j.LoggerFactory").getMethod("getILoggerFactory");

    assertThat(factory.invoke(null)).isSameAs(LoggerFactory.getILoggerFactory());
  }

  private static Iterable<URL> resources(ClassLoader loader, String name) throws IOException {
    return Collections.list(loader.getResources(name));
  }

  private static String source(String name) {
    return source(name, "JsonFactory");
  }

  private static String source(String name, String type) {
    return "package " + name + "; public class " + type + " {}";
  }

  private Path library(String version) {
    return new VendorJar()
        .source(
            "vendor.Library",
            "package vendor; public class Library { public static final String VERSION = new"
                + " String(\"VER\"); }".replace("VER", version))
        .write(directory.resolve(version), "library.jar");
  }

  private static @Nullable Object version(ClassLoader loader) throws ReflectiveOperationException {
    return loader.loadClass("vendor.Library").getField("VERSION").get(null);
  }

  private static ComponentLoader loader(Path jar) {
    try {
      return new ComponentLoader(
          jar.toString(), new URL[] {jar.toUri().toURL()}, Component.class.getClassLoader());
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }
}
