package io.outrigger.runtime.component;

import io.outrigger.spi.Component;
import io.outrigger.spi.ComponentDescriptor;
import io.outrigger.spi.ComponentProvider;
import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.ServiceConfigurationError;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Stream;
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

  private ComponentDirectory(Path path, List<Path> jars) {
    this.path = path;
    this.jars = jars;
    this.index = ComponentIndex.read(path, jars);
  }

  /**
   * The component directories in {@code root}, sorted; those without jars are none.
   *
   * @throws CatalogException when {@code root} cannot be read, or a jar lies in it
   */
  static List<ComponentDirectory> in(Path root) {
    var stray = jars(root);
    if (!stray.isEmpty()) {
      throw new CatalogException(
          stray.getFirst() + ": expected in a directory of its own, such as " + example(stray));
    }
    return entries(root).stream()
        .filter(Files::isDirectory)
        .map(path -> new ComponentDirectory(path, jars(path)))
        .filter(directory -> !directory.jars.isEmpty())
        .toList();
  }

  /** As {@link #in}, or {@code path} itself when jars lie in it. */
  static List<ComponentDirectory> at(Path path) {
    var jars = jars(path);
    return jars.isEmpty() ? in(path) : List.of(new ComponentDirectory(path, jars));
  }

  private static Path example(List<Path> stray) {
    var jar = stray.getFirst();
    var name = jar.getFileName().toString();
    return jar.resolveSibling(name.substring(0, name.length() - ".jar".length())).resolve(name);
  }

  private static List<Path> jars(Path directory) {
    return entries(directory).stream()
        .filter(entry -> entry.getFileName().toString().endsWith(".jar"))
        .filter(Files::isRegularFile)
        .toList();
  }

  private static List<Path> entries(Path directory) {
    try (Stream<Path> entries = Files.list(directory)) {
      return entries.sorted(Comparator.comparing(Path::getFileName)).toList();
    } catch (IOException e) {
      throw new CatalogException(directory + ": cannot be read (expected: a directory)", e);
    }
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

  private List<ComponentDescriptor<?, ?>> load(ComponentLoader loader) {
    var providers = ComponentCatalog.providers(loader);
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
