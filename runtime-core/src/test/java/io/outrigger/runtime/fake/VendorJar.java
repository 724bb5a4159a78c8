package io.outrigger.runtime.fake;

import static java.util.stream.Collectors.joining;

import io.outrigger.spi.Component;
import io.outrigger.spi.ComponentProvider;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;
import org.jspecify.annotations.NullMarked;
import org.slf4j.Logger;

/** A jar that a vendor would bring, compiled from sources against the contract alone. */
public final class VendorJar {

  /** Notes in the system properties that it was opened. */
  private static final String PROVIDER =
      """
      package vendor.TYPE;
      import io.outrigger.spi.*;
      import io.outrigger.spi.hello.Greeter;
      import java.util.List;
      public final class Components implements ComponentProvider {
        public Components() {
          System.setProperty("opened.TYPE", "yes");
        }
        @Override
        public List<ComponentDescriptor<?, ?>> components() {
          return List.of(
              ComponentDescriptor.of(
                      Greeter.KIND, "TYPE", Settings.class, (settings, context) -> new Answers(context))
                  .withAliases("hello.TYPE"));
        }
        public record Settings(@Setting(doc = "Anything.", orElse = "x") String any) {}
      }
      """;

  /** Answers with the name of the context class loader that it sees, or saw. */
  private static final String GREETER =
      """
      package vendor.TYPE;
      import io.outrigger.spi.*;
      import io.outrigger.spi.hello.Greeter;
      import java.time.Duration;
      import java.util.concurrent.*;
      final class Answers implements Greeter {
        private final ComponentContext context;
        private final String created = loader();
        private final CompletableFuture<String> repeated = new CompletableFuture<>();
        private volatile String started = "";
        Answers(ComponentContext context) {
          this.context = context;
          context.every(Duration.ofMillis(1), () -> repeated.complete(loader()));
        }
        static String loader() {
          return String.valueOf(Thread.currentThread().getContextClassLoader().getName());
        }
        @Override
        public CompletionStage<Void> start() {
          started = loader();
          return context.blocking(Call.within(Duration.ofSeconds(9)), () -> {
            started += " " + loader();
            return null;
          });
        }
        @Override
        public CompletionStage<String> greet(Call call, String name) {
          var end = new CompletableFuture<String>();
          switch (name) {
            case "created" -> end.complete(created);
            case "started" -> end.complete(started);
            case "called" -> end.complete(loader());
            case "repeated" -> { return repeated; }
            case "at end" -> context.turn().atEnd(() -> end.complete(loader()));
            case "blocking" -> { return context.blocking(call, Answers::loader); }
            case "failing" -> throw new IllegalStateException("broken");
            default -> throw new IllegalArgumentException(name);
          }
          return end;
        }
      }
      """;

  /** Has files whose names are the endpoint and the context class loader that it sees. */
  private static final String ENDPOINTS =
      """
      package vendor.TYPE;
      import io.outrigger.spi.*;
      import io.outrigger.spi.file.*;
      import java.io.InputStream;
      import java.time.Instant;
      import java.util.*;
      import java.util.concurrent.*;
      public final class Components implements ComponentProvider {
        @Override
        public List<ComponentDescriptor<?, ?>> components() {
          return List.of(
              ComponentDescriptor.of(
                  FileStore.KIND, "TYPE", Settings.class, (settings, context) -> new Store(settings)));
        }
        public record Settings(@Setting(doc = "Where.") String endpoint)
            implements EndpointSettings {}
        record Store(Settings settings) implements FileStore {
          @Override
          public InputStream open(Call call, ReadRequest request) {
            throw new UnsupportedOperationException();
          }
          @Override
          public void put(Call call, FileRequest request, InputStream content) {
            throw new UnsupportedOperationException();
          }
          @Override
          public CompletionStage<FilePage> list(Call call, ListRequest request) {
            throw new UnsupportedOperationException();
          }
          @Override
          public CompletionStage<Void> delete(Call call, FileRequest request) {
            throw new UnsupportedOperationException();
          }
          @Override
          public CompletionStage<FileFacts> stat(Call call, FileRequest request) {
            var loader = Thread.currentThread().getContextClassLoader().getName();
            return CompletableFuture.completedFuture(
                new FileFacts(settings.endpoint() + " " + loader, 0, Instant.EPOCH, Map.of()));
          }
        }
      }
      """;

  private final Map<String, String> sources = new LinkedHashMap<>();
  private final Map<String, String> files = new LinkedHashMap<>();

  /** A jar with greeter type {@code type}, which answers what {@link #GREETER} says. */
  public static VendorJar greeter(String type) {
    return new VendorJar()
        .source("vendor." + type + ".Components", PROVIDER.replace("TYPE", type))
        .source("vendor." + type + ".Answers", GREETER.replace("TYPE", type))
        .provider("vendor." + type + ".Components");
  }

  /** A jar with file type {@code type}, of which an instance may have several endpoints. */
  public static VendorJar endpoints(String type) {
    return new VendorJar()
        .source("vendor." + type + ".Components", ENDPOINTS.replace("TYPE", type))
        .provider("vendor." + type + ".Components");
  }

  public VendorJar source(String type, String text) {
    sources.put(type, text);
    return this;
  }

  public VendorJar file(String name, String text) {
    files.put(name, text);
    return this;
  }

  public VendorJar provider(String type) {
    return file("META-INF/services/" + ComponentProvider.class.getName(), type + "\n");
  }

  /** Compiles the sources, and writes the jar {@code name} without those classes. */
  public Path write(Path directory, String name, String... withoutClasses) {
    try {
      var classes = Files.createTempDirectory(Files.createDirectories(directory), "classes");
      compile(classes);
      for (var type : withoutClasses) {
        Files.delete(classes.resolve(type.replace('.', '/') + ".class"));
      }
      return pack(classes, directory.resolve(name));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void compile(Path classes) {
    if (sources.isEmpty()) {
      return;
    }
    var messages = new StringWriter();
    var options = List.of("-proc:none", "-d", classes.toString(), "-cp", classPath());
    var units = sources.entrySet().stream().map(source -> unit(source.getKey(), source.getValue()));
    var compiler = ToolProvider.getSystemJavaCompiler();
    if (!compiler.getTask(messages, null, null, options, null, units.toList()).call()) {
      throw new IllegalArgumentException(messages.toString());
    }
  }

  private static String classPath() {
    var contract = Stream.of(Component.class, Logger.class, NullMarked.class).map(VendorJar::jar);
    return contract.map(Path::toString).collect(joining(":"));
  }

  private static Path jar(Class<?> type) {
    try {
      return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  private static JavaFileObject unit(String type, String text) {
    var uri = URI.create("string:///" + type.replace('.', '/') + ".java");
    return new SimpleJavaFileObject(uri, JavaFileObject.Kind.SOURCE) {
      @Override
      public CharSequence getCharContent(boolean ignoreEncodingErrors) {
        return text;
      }
    };
  }

  private Path pack(Path classes, Path jar) throws IOException {
    try (var out = new JarOutputStream(Files.newOutputStream(jar));
        var compiled = Files.walk(classes)) {
      for (var file : compiled.filter(Files::isRegularFile).sorted().toList()) {
        entry(out, classes.relativize(file).toString(), Files.readAllBytes(file));
      }
      for (var file : files.entrySet()) {
        entry(out, file.getKey(), file.getValue().getBytes(StandardCharsets.UTF_8));
      }
    }
    return jar;
  }

  private static void entry(JarOutputStream out, String name, byte[] content) throws IOException {
    out.putNextEntry(new JarEntry(name));
    out.write(content);
    out.closeEntry();
  }
}
