package io.outrigger.runtime.component;

import io.outrigger.runtime.json.PlainJson;
import io.outrigger.spi.Bytes;
import io.outrigger.spi.ComponentDescriptor;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What the jars of a component directory bring, so that nobody has to open them to know.
 *
 * @param jars the size of each in bytes by its name; other names or sizes are other jars
 * @param types in the order in which the jars bring them
 */
record ComponentIndex(Map<String, Long> jars, List<Type> types) {

  /** The name of its file in the directory. */
  static final String FILE = "components.index";

  /**
   * One component type.
   *
   * @param contract the interface that holds its kind
   */
  record Type(String kind, String contract, String type, List<String> aliases) {

    static Type of(ComponentDescriptor<?, ?> descriptor) {
      return new Type(
          descriptor.kind().name(),
          descriptor.kind().type().getName(),
          descriptor.type(),
          descriptor.aliases());
    }

    InstalledType at(String place) {
      return new InstalledType(kind, type, aliases, place);
    }

    private Map<String, ?> plain() {
      var plain = new LinkedHashMap<String, Object>();
      plain.put("kind", kind);
      plain.put("contract", contract);
      plain.put("type", type);
      plain.put("aliases", aliases);
      return plain;
    }

    private static Type parse(@Nullable Object plain) {
      var type = map(plain);
      return new Type(
          text(type.get("kind")),
          text(type.get("contract")),
          text(type.get("type")),
          list(type.get("aliases")).stream().map(ComponentIndex::text).toList());
    }
  }

  /** The index of these jars, which bring {@code types}. */
  static ComponentIndex of(List<Path> jars, List<Type> types) throws IOException {
    return new ComponentIndex(sizes(jars), types);
  }

  /** The index in {@code directory}; empty when there is none that is right for these jars. */
  static Optional<ComponentIndex> read(Path directory, List<Path> jars) {
    var file = directory.resolve(FILE);
    if (!Files.isRegularFile(file)) {
      return Optional.empty();
    }
    try {
      var plain = PlainJson.read(file.toString(), Bytes.wrap(Files.readAllBytes(file)));
      var sizes = sizes(jars);
      return Optional.of(parse(plain)).filter(index -> index.jars.equals(sizes));
    } catch (IOException | IllegalArgumentException e) {
      return Optional.empty(); // One that cannot be read is as good as none.
    }
  }

  /** Writes the index into {@code directory}. */
  void write(Path directory) throws IOException {
    var plain = new LinkedHashMap<String, Object>();
    plain.put("jars", jars);
    plain.put("types", types.stream().map(Type::plain).toList());
    Files.writeString(directory.resolve(FILE), PlainJson.write(plain) + "\n");
  }

  private static ComponentIndex parse(@Nullable Object plain) {
    var index = map(plain);
    var jars = new LinkedHashMap<String, Long>();
    map(index.get("jars")).forEach((name, size) -> jars.put(text(name), number(size)));
    return new ComponentIndex(jars, list(index.get("types")).stream().map(Type::parse).toList());
  }

  private static Map<String, Long> sizes(List<Path> jars) throws IOException {
    var sizes = new LinkedHashMap<String, Long>();
    for (var jar : jars) {
      sizes.put(jar.getFileName().toString(), Files.size(jar));
    }
    return sizes;
  }

  private static Map<?, ?> map(@Nullable Object plain) {
    return as(Map.class, plain);
  }

  private static List<?> list(@Nullable Object plain) {
    return as(List.class, plain);
  }

  private static String text(@Nullable Object plain) {
    return as(String.class, plain);
  }

  private static long number(@Nullable Object plain) {
    return as(BigDecimal.class, plain).longValue();
  }

  private static <T> T as(Class<T> type, @Nullable Object plain) {
    if (!type.isInstance(plain)) {
      throw new IllegalArgumentException("no index (expected: a " + type.getSimpleName() + ")");
    }
    return type.cast(plain);
  }
}
