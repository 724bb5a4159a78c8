package io.outrigger.dist;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.joining;

import java.io.IOException;
import java.io.StringWriter;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

/** Makes component directories as a vendor would, compiled against the distribution's contract. */
final class VendorDirectory {

  private static final String SERVICE = "META-INF/services/io.outrigger.spi.ComponentProvider";

  /** Brings greeter type NAME, which says hello from NAME by way of a library of its own. */
  private static final String COMPONENTS =
      """
      package vendor.NAME;
      import io.outrigger.spi.*;
      import io.outrigger.spi.hello.Greeter;
      import java.util.List;
      import java.util.concurrent.CompletableFuture;
      public final class Components implements ComponentProvider {
        @Override
        public List<ComponentDescriptor<?, ?>> components() {
          return List.of(
              ComponentDescriptor.of(
                  Greeter.KIND, "NAME", Settings.class, (settings, context) -> new Hello().greeter()));
        }
        public record Settings(@Setting(doc = "Who greets.", orElse = "NAME") String greeter) {}
      }
      final class Hello {
        Greeter greeter() {
          return (call, name) -> CompletableFuture.completedFuture(Library.text(name));
        }
      }
      final class Library {
        static String text(String name) {
          return "hello from NAME";
        }
      }
      """;

  private VendorDirectory() {}

  /** Puts a jar of greeter type {@code name} into {@code directory}, but for these classes. */
  static Path write(Path directory, String name, String... withoutClasses) throws IOException {
    var classes = Files.createTempDirectory(Files.createDirectories(directory), "classes");
    compile(classes, COMPONENTS.replace("NAME", name));
    for (var type : withoutClasses) {
      Files.delete(classes.resolve("vendor").resolve(name).resolve(type + ".class"));
    }
    var jar = directory.resolve(name + ".jar");
    try (var out = new JarOutputStream(Files.newOutputStream(jar));
        var compiled = Files.walk(classes)) {
      for (var file : compiled.filter(Files::isRegularFile).sorted().toList()) {
        entry(out, classes.relativize(file).toString(), Files.readAllBytes(file));
      }
      entry(out, SERVICE, ("vendor." + name + ".Components\n").getBytes(UTF_8));
    }
    return jar;
  }

  private static void entry(JarOutputStream out, String name, byte[] content) throws IOException {
    out.putNextEntry(new JarEntry(name));
    out.write(content);
    out.closeEntry();
  }

  private static void compile(Path classes, String source) throws IOException {
    var messages = new StringWriter();
    var options = List.of("-proc:none", "-d", classes.toString(), "-cp", contract());
    var unit =
        new SimpleJavaFileObject(
            URI.create("string:///Components.java"), JavaFileObject.Kind.SOURCE) {
          @Override
          public CharSequence getCharContent(boolean ignoreEncodingErrors) {
            return source;
          }
        };
    var compiler = ToolProvider.getSystemJavaCompiler();
    if (!compiler.getTask(messages, null, null, options, null, List.of(unit)).call()) {
      throw new IllegalArgumentException(messages.toString());
    }
  }

  private static String contract() throws IOException {
    try (Stream<Path> jars = Files.list(Repository.distribution().resolve("lib"))) {
      return jars.map(Path::toString)
          .filter(jar -> jar.matches(".*/(outrigger-spi|slf4j-api|jspecify)-[^/]*"))
          .collect(joining(":"));
    }
  }
}
