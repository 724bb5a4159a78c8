package io.outrigger.runtime.component;

import io.outrigger.runtime.config.InstalledComponents;
import io.outrigger.spi.ComponentDescriptor;
import io.outrigger.spi.ComponentProvider;
import io.outrigger.spi.Kind;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * Which component types are installed: the only caller of {@link ServiceLoader}. Component
 * directories that have an index are opened when a type of theirs is asked for. Safe for use by
 * many threads.
 */
public final class ComponentCatalog implements InstalledComponents {

  /** A component type of whichever place; {@code descriptor} may open a directory. */
  private interface Source {

    Kind<?> kind();

    ComponentDescriptor<?, ?> descriptor();
  }

  private record Loaded(ComponentDescriptor<?, ?> descriptor) implements Source {

    @Override
    public Kind<?> kind() {
      return descriptor.kind();
    }
  }

  private record Lazy(ComponentDirectory directory, ComponentIndex.Type type) implements Source {

    @Override
    public Kind<?> kind() {
      return SpiKinds.of(type.contract())
          .filter(kind -> kind.name().equals(type.kind()))
          .orElseGet(() -> descriptor().kind());
    }

    @Override
    public ComponentDescriptor<?, ?> descriptor() {
      return directory.descriptor(type);
    }
  }

  private record Installed(InstalledType type, Source source) {}

  /**
   * Component directories that have an index now.
   *
   * @param directories where they are
   * @param warnings as {@link ComponentCatalog#warnings} has them
   */
  public record Indexed(List<String> directories, List<String> warnings) {}

  /** By kind name, then by type and by every alias. */
  private final Map<String, Map<String, Installed>> byKind = new TreeMap<>();

  private final List<String> warnings = new ArrayList<>();

  private ComponentCatalog() {}

  /**
   * What the jars of the core class path bring, and the component directories in each of {@code
   * roots}.
   *
   * @throws CatalogException when places bring the same type of a kind, or cannot be read; tells
   *     all of them
   */
  public static ComponentCatalog ofInstallation(List<Path> roots) {
    var catalog = new ComponentCatalog();
    var problems = new CatalogProblems();
    problems.collect(catalog::addClassPath);
    roots.stream()
        .map(ComponentCatalog::real)
        .distinct()
        .forEach(root -> problems.collect(() -> catalog.add(ComponentRoot.in(root), problems)));
    problems.report();
    return catalog;
  }

  /**
   * Reads what the jars of the core class path bring.
   *
   * @throws CatalogException when two jars bring the same type of a kind, or one cannot be read
   */
  public static ComponentCatalog ofClassPath() {
    var catalog = new ComponentCatalog();
    catalog.addClassPath();
    return catalog;
  }

  /** Reads what these providers bring; as {@link #ofClassPath} for a list that the caller has. */
  public static ComponentCatalog of(List<ComponentProvider> providers) {
    var catalog = new ComponentCatalog();
    catalog.add(providers);
    return catalog;
  }

  /**
   * Writes into each component directory in {@code path}, or into {@code path} itself if it is one,
   * the index of what it brings.
   *
   * @return the directories
   * @throws CatalogException when some cannot be read or written; all others have an index then
   */
  public static Indexed writeIndexes(Path path) {
    var root = ComponentRoot.at(path);
    var problems = new CatalogProblems();
    root.directories().forEach(directory -> problems.collect(directory::writeIndex));
    problems.report();
    return new Indexed(
        root.directories().stream().map(ComponentDirectory::place).toList(), root.warnings());
  }

  /** The providers that {@code loader} finds, each made once its class has passed the check. */
  static List<ComponentProvider> providers(ClassLoader loader, Consumer<Class<?>> check) {
    var found = new ArrayList<ComponentProvider>();
    ServiceLoader.load(ComponentProvider.class, loader).stream()
        .forEach(provider -> {
          check.accept(provider.type());
          found.add(provider.get());
        });
    return found;
  }

  private void addClassPath() {
    try {
      add(providers(ComponentCatalog.class.getClassLoader(), type -> {}));
    } catch (ServiceConfigurationError e) {
      throw CatalogException.unreadable("the class path", e);
    }
  }

  private void add(List<ComponentProvider> providers) {
    for (var provider : providers) {
      var place = place(provider);
      for (var descriptor : provider.components()) {
        add(ComponentIndex.Type.of(descriptor).at(place), new Loaded(descriptor));
      }
    }
  }

  private static Path real(Path root) {
    try {
      return root.toRealPath();
    } catch (IOException e) {
      return root; // Reading it says why.
    }
  }

  private void add(ComponentRoot root, CatalogProblems problems) {
    warnings.addAll(root.warnings());
    root.directories().forEach(directory -> problems.collect(() -> add(directory, problems)));
  }

  private void add(ComponentDirectory directory, CatalogProblems problems) {
    for (var type : directory.types()) {
      problems.collect(() -> add(type.at(directory.place()), new Lazy(directory, type)));
    }
  }

  private void add(InstalledType type, Source source) {
    var types = byKind.computeIfAbsent(type.kind(), name -> new LinkedHashMap<>());
    Stream.concat(Stream.of(type.type()), type.aliases().stream())
        .forEach(name -> add(types, name, new Installed(type, source)));
  }

  private static void add(Map<String, Installed> types, String name, Installed installed) {
    var other = types.putIfAbsent(name, installed);
    if (other != null) {
      throw new CatalogException(
          "type \"%s\" of kind %s is installed twice: in %s and in %s"
              .formatted(
                  name, installed.type().kind(), other.type().place(), installed.type().place()));
    }
  }

  /** By its file: a class out of an AOT cache does not know where its jar is, only where it was. */
  private static String place(ComponentProvider provider) {
    var type = provider.getClass();
    var name = type.getName().replace('.', '/') + ".class";
    var file = type.getResource('/' + name);
    if (file == null) {
      return type.getName();
    }
    var path = file.getPath();
    return path.substring(0, path.length() - name.length())
        .replaceFirst("!/$", "")
        .replaceFirst("^file:", "");
  }

  /** What lies among the component directories to no effect, a line each with its place. */
  public List<String> warnings() {
    return List.copyOf(warnings);
  }

  /** Everything that is installed, by kind and type; opens nothing. */
  public List<InstalledType> types() {
    return byKind.values().stream()
        .flatMap(types -> types.values().stream())
        .map(Installed::type)
        .distinct()
        .sorted(Comparator.comparing(InstalledType::kind).thenComparing(InstalledType::type))
        .toList();
  }

  @Override
  public Optional<Kind<?>> kind(String name) {
    return installed(name).values().stream()
        .<Kind<?>>map(found -> found.source().kind())
        .findFirst();
  }

  @Override
  public List<String> kindNames() {
    return List.copyOf(byKind.keySet());
  }

  @Override
  public Optional<ComponentDescriptor<?, ?>> descriptor(Kind<?> kind, String type) {
    return Optional.ofNullable(installed(kind.name()).get(type))
        .map(found -> found.source().descriptor());
  }

  @Override
  public List<String> types(Kind<?> kind) {
    return installed(kind.name()).values().stream()
        .map(found -> found.type().type())
        .distinct()
        .sorted()
        .toList();
  }

  private Map<String, Installed> installed(String kind) {
    return byKind.getOrDefault(kind, Map.of());
  }
}
