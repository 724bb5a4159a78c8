package io.outrigger.runtime.component;

import io.outrigger.spi.Component;
import io.outrigger.spi.ComponentDescriptor;
import io.outrigger.spi.ComponentProvider;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.ServiceConfigurationError;
import java.util.concurrent.locks.ReentrantLock;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import org.jspecify.annotations.Nullable;

/**
 * One vendor's components: a directory of jars with a class loader of its own, which is made when a
 * component of it is first asked for. The loader stays open as long as the process runs, since
 * instances may load classes at any time. Safe for use by many threads.
 */
final class ComponentDirectory {

  private final Path path;
  private final List<Path> jars;
  private final Optional<ComponentIndex> index;

  /** Guards the opening. */
  private final ReentrantLock lock = new ReentrantLock();

  /** What the jars bring, once they have been opened. */
  private @Nullable List<ComponentDescriptor<?, ?>> opened;

  /** The directory {@code path}, in which {@code jars} lie. */
  ComponentDirectory(Path path, List<Path> jars) {
    this.path = path;
    this.jars = jars;
    this.index = ComponentIndex.read(path, jars);
  }

  /** The directory, for messages. */
  String place() {
    return path.toString();
  }

  /**
   * What it brings: by its index, or else by opening it.
   *
   * @throws CatalogException when it must be opened and cannot be
   */
  List<ComponentIndex.Type> types() {
    return index.map(ComponentIndex::types).orElseGet(this::openTypes);
  }

  /**
   * The component type {@code type}, one of {@link #types}; opens the directory.
   *
   * @throws CatalogException when that fails, or it does not bring what its index says
   */
  ComponentDescriptor<?, ?> descriptor(ComponentIndex.Type type) {
    return open().stream()
        .filter(descriptor -> ComponentIndex.Type.of(descriptor).equals(type))
        .findFirst()
        .orElseThrow(() -> wrongIndex(type));
  }

  private CatalogException wrongIndex(ComponentIndex.Type type) {
    var expected = " (expected: one that outrigger components --write-index has written, or none)";
    return new CatalogException(
        "%s: its jars do not bring %s \"%s\" as its %s says"
                .formatted(place(), type.kind(), type.type(), ComponentIndex.FILE)
            + expected);
  }

  /**
   * Opens the jars and writes the index of what they bring.
   *
   * @throws CatalogException when they cannot be opened or it cannot be written
   */
  void writeIndex() {
    var types = openTypes();
    try {
      ComponentIndex.of(jars, types).write(path);
    } catch (IOException e) {
      throw new CatalogException(
          path.resolve(ComponentIndex.FILE) + ": cannot be written: " + Failures.message(e), e);
    }
  }

  private List<ComponentIndex.Type> openTypes() {
    return open().stream().map(ComponentIndex.Type::of).toList();
  }

  private List<ComponentDescriptor<?, ?>> open() {
    lock.lock();
    try {
      var present = opened;
      if (present == null) {
        present = load();
        opened = present;
      }
      return present;
    } finally {
      lock.unlock();
    }
  }

  private List<ComponentDescriptor<?, ?>> load() {
    var problems = new CatalogProblems();
    jars.forEach(jar -> problems.collect(() -> checkReadable(jar)));
    problems.report();
    var core = Component.class.getClassLoader();
    var loader = new ComponentLoader(place(), urls(), core);
    try {
      return ContextLoader.of(loader).call(() -> load(loader));
    } catch (CatalogException e) {
      throw e;
    } catch (ServiceConfigurationError | LinkageError | RuntimeException e) {
      throw CatalogException.unreadable(place(), e); // A border: providers are the vendor's code.
    }
  }

  /** A class loader would pass over a jar that it cannot read, and say nothing. */
  private static void checkReadable(Path jar) {
    try (var _ = Files.newByteChannel(jar);
        var _ = new ZipFile(jar.toFile())) {
      // That is all.
    } catch (ZipException e) {
      throw new CatalogException(jar + ": is no whole jar: " + Failures.message(e), e);
    } catch (IOException e) {
      throw new CatalogException(jar + ": " + ComponentRoot.reason(e) + " (expected: a jar)", e);
    }
  }

  private List<ComponentDescriptor<?, ?>> load(ComponentLoader loader) {
    var providers = ComponentCatalog.providers(loader, this::checkBroughtOnce);
    if (providers.isEmpty()) {
      throw new CatalogException(
          place()
              + ": none of its jars brings components (expected: META-INF/services/"
              + ComponentProvider.class.getName()
              + ")");
    }
    var descriptors = new ArrayList<ComponentDescriptor<?, ?>>();
    providers.forEach(provider -> descriptors.addAll(provider.components()));
    descriptors.forEach(this::check);
    return List.copyOf(descriptors);
  }

  /** Of two versions of a jar, the loader would take the first one. */
  private void checkBroughtOnce(Class<?> provider) {
    var file = provider.getName().replace('.', '/') + ".class";
    var places = jars.stream().filter(jar -> has(jar, file)).map(this::name).toList();
    if (places.size() > 1) {
      throw new CatalogException(
          "%s: %s is in %s (expected: in one of its jars)"
              .formatted(place(), provider.getName(), String.join(" and in ", places)));
    }
  }

  private static boolean has(Path jar, String file) {
    try (var content = new ZipFile(jar.toFile())) {
      return content.getEntry(file) != null;
    } catch (IOException e) {
      throw new UncheckedIOException(e); // It could be read just now.
    }
  }

  private String name(Path jar) {
    return path.relativize(jar).toString();
  }

  private void check(ComponentDescriptor<?, ?> descriptor) {
    var kind = descriptor.kind();
    if (SpiKinds.of(kind.type().getName()).filter(kind::equals).isEmpty()) {
      var expected = " (expected: the KIND of an interface of io.outrigger.spi)";
      throw new CatalogException(
          "%s: its type \"%s\" is of a kind \"%s\" of its own, %s"
                  .formatted(place(), descriptor.type(), kind, kind.type().getName())
              + expected);
    }
    var _ = descriptor.settings().getRecordComponents(); // Fails when a class of theirs is missing.
  }

  private URL[] urls() {
    return jars.stream().map(ComponentDirectory::url).toArray(URL[]::new);
  }

  private static URL url(Path jar) {
    try {
      return jar.toUri().toURL();
    } catch (MalformedURLException e) {
      throw new IllegalStateException("a file always has a URL: " + jar, e);
    }
  }
}
