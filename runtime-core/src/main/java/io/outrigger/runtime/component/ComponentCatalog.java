package io.outrigger.runtime.component;

import io.outrigger.runtime.config.InstalledComponents;
import io.outrigger.spi.ComponentDescriptor;
import io.outrigger.spi.ComponentProvider;
import io.outrigger.spi.Kind;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Which component types are installed: the only caller of {@link ServiceLoader}. Immutable. */
public final class ComponentCatalog implements InstalledComponents {

  private record Installed(ComponentDescriptor<?, ?> descriptor, String place) {}

  /** By kind name, then by type and by every alias. */
  private final Map<String, Map<String, Installed>> byKind = new TreeMap<>();

  private ComponentCatalog() {}

  /**
   * Reads what the jars of the core class path bring.
   *
   * @throws CatalogException when two jars bring the same type of a kind, or one cannot be read
   */
  public static ComponentCatalog ofClassPath() {
    var loader =
        ServiceLoader.load(ComponentProvider.class, ComponentCatalog.class.getClassLoader());
    try {
      return of(loader.stream().map(ServiceLoader.Provider::get).toList());
    } catch (ServiceConfigurationError e) {
      throw new CatalogException("a component jar cannot be read: " + e.getMessage(), e);
    }
  }

  /** Reads what these providers bring; as {@link #ofClassPath} for a list that the caller has. */
  public static ComponentCatalog of(List<ComponentProvider> providers) {
    var catalog = new ComponentCatalog();
    for (var provider : providers) {
      var place = place(provider);
      provider.components().forEach(descriptor -> catalog.add(descriptor, place));
    }
    return catalog;
  }

  private void add(ComponentDescriptor<?, ?> descriptor, String place) {
    var types = byKind.computeIfAbsent(descriptor.kind().name(), name -> new LinkedHashMap<>());
    Stream.concat(Stream.of(descriptor.type()), descriptor.aliases().stream())
        .forEach(type -> add(types, type, new Installed(descriptor, place)));
  }

  private static void add(Map<String, Installed> types, String type, Installed installed) {
    var other = types.putIfAbsent(type, installed);
    if (other != null) {
      throw new CatalogException(
          "type \"%s\" of kind %s is installed twice: in %s and in %s"
              .formatted(type, installed.descriptor().kind(), other.place(), installed.place()));
    }
  }

  private static String place(ComponentProvider provider) {
    var source = provider.getClass().getProtectionDomain().getCodeSource();
    return source == null ? provider.getClass().getName() : source.getLocation().getPath();
  }

  @Override
  public Optional<Kind<?>> kind(String name) {
    return installed(name).values().stream()
        .<Kind<?>>map(found -> found.descriptor().kind())
        .findFirst();
  }

  @Override
  public List<Kind<?>> kinds() {
    return byKind.keySet().stream().map(this::kind).flatMap(Optional::stream).toList();
  }

  @Override
  public Optional<ComponentDescriptor<?, ?>> descriptor(Kind<?> kind, String type) {
    return Optional.ofNullable(installed(kind.name()).get(type)).map(Installed::descriptor);
  }

  @Override
  public List<String> types(Kind<?> kind) {
    return installed(kind.name()).values().stream()
        .map(found -> found.descriptor().type())
        .distinct()
        .sorted()
        .toList();
  }

  private Map<String, Installed> installed(String kind) {
    return byKind.getOrDefault(kind, Map.of());
  }
}
