package io.outrigger.dist.release;

import io.outrigger.runtime.json.PlainJson;
import io.outrigger.spi.Bytes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Joins the bills of materials of the modules, which CycloneDX's plugin for Maven has made, to the
 * one of what is released: it names every jar that is there, by its sum, and no other.
 */
final class Sbom {

  private static final String OWN = "io.outrigger";
  private static final String LICENSE = "Apache-2.0";

  private final String version;
  private final Map<String, Map<?, ?>> bySum = new TreeMap<>();
  private final Map<String, TreeSet<String>> dependencies = new TreeMap<>();

  private Sbom(String version) {
    this.version = version;
  }

  /** Reads the bills of the modules below a checkout of the sources. */
  static Sbom read(Path checkout, String version) throws IOException {
    var sbom = new Sbom(version);
    for (var parent : List.of(checkout, checkout.resolve("components"))) {
      try (var modules = Files.newDirectoryStream(parent, Files::isDirectory)) {
        for (var module : modules) {
          sbom.add(module.resolve("target/bom.json"));
        }
      }
    }
    if (sbom.bySum.isEmpty()) {
      throw new ReleaseException("no bill of materials below " + checkout + ": build with them");
    }
    return sbom;
  }

  private void add(Path file) throws IOException {
    if (!Files.exists(file)) {
      return;
    }
    var bill = object(PlainJson.read(file.toString(), Bytes.wrap(Files.readAllBytes(file))));
    for (var component : list(bill.get("components"))) {
      sum(object(component)).forEach(sum -> bySum.put(sum, object(component)));
    }
    for (var dependency : list(bill.get("dependencies"))) {
      var on = list(object(dependency).get("dependsOn")).stream().map(Object::toString).toList();
      dependencies.computeIfAbsent(ref(dependency), key -> new TreeSet<>()).addAll(on);
    }
  }

  private static List<String> sum(Map<?, ?> component) {
    return list(component.get("hashes")).stream()
        .map(Sbom::object)
        .filter(hash -> "SHA-256".equals(hash.get("alg")))
        .map(hash -> String.valueOf(hash.get("content")))
        .toList();
  }

  /**
   * The bill of what is in a tree, as JSON.
   *
   * @throws ReleaseException when a jar in it is in no module's bill
   */
  String of(FileTree tree, Instant time) throws IOException {
    var components = new TreeMap<String, Map<?, ?>>();
    var runtime = tree.root().resolve("jre");
    for (var file : tree.files()) {
      if (file.toString().endsWith(".jar") && !file.startsWith(runtime)) {
        var component = component(file);
        components.put(ref(component), component);
      }
    }
    components.put("java", java(runtime));
    return PlainJson.write(bill(components, time));
  }

  private Map<?, ?> component(Path jar) throws IOException {
    var name = jar.getFileName().toString();
    var sum = Sha256.of(jar);
    if (name.startsWith("outrigger-") && name.endsWith("-" + version + ".jar")) {
      return own(name.substring(0, name.length() - version.length() - 5), sum);
    }
    var known = bySum.get(sum);
    if (known == null) {
      throw new ReleaseException(jar + ": in no module's bill of materials");
    }
    return known;
  }

  private Map<?, ?> own(String name, String sum) {
    var purl = "pkg:maven/%s/%s@%s?type=jar".formatted(OWN, name, version);
    var component = new LinkedHashMap<String, Object>();
    component.put("type", "library");
    component.put("bom-ref", purl);
    component.put("group", OWN);
    component.put("name", name);
    component.put("version", version);
    component.put("hashes", List.of(Map.of("alg", "SHA-256", "content", sum)));
    component.put("licenses", List.of(Map.of("license", Map.of("id", LICENSE))));
    component.put("purl", purl);
    return component;
  }

  private static Map<?, ?> java(Path runtime) throws IOException {
    var component = new LinkedHashMap<String, Object>();
    component.put("type", "platform");
    component.put("bom-ref", "java");
    component.put("publisher", JavaRuntime.fact(runtime, "IMPLEMENTOR"));
    component.put("name", "OpenJDK");
    component.put("version", JavaRuntime.fact(runtime, "JAVA_RUNTIME_VERSION"));
    component.put(
        "licenses", List.of(Map.of("expression", "GPL-2.0-only WITH Classpath-exception-2.0")));
    return component;
  }

  private Map<?, ?> bill(Map<String, Map<?, ?>> components, Instant time) {
    var program = new LinkedHashMap<String, Object>();
    program.put("type", "application");
    program.put("bom-ref", "outrigger");
    program.put("name", "outrigger");
    program.put("version", version);
    program.put("licenses", List.of(Map.of("license", Map.of("id", LICENSE))));
    var bill = new LinkedHashMap<String, Object>();
    bill.put("bomFormat", "CycloneDX");
    bill.put("specVersion", "1.6");
    bill.put("version", 1);
    bill.put("metadata", Map.of("timestamp", time.toString(), "component", program));
    bill.put("components", List.copyOf(components.values()));
    bill.put("dependencies", dependencies(components.keySet()));
    return bill;
  }

  /** The program depends on everything; of the libraries only what is there counts. */
  private List<?> dependencies(Collection<String> present) {
    var all = new ArrayList<Map<?, ?>>();
    all.add(dependency("outrigger", List.copyOf(present)));
    for (var ref : present) {
      var on = dependencies.getOrDefault(ref, new TreeSet<>());
      all.add(dependency(ref, on.stream().filter(present::contains).toList()));
    }
    return all;
  }

  private static Map<?, ?> dependency(String ref, List<String> on) {
    var dependency = new LinkedHashMap<String, Object>();
    dependency.put("ref", ref);
    dependency.put("dependsOn", on);
    return dependency;
  }

  private static String ref(Object component) {
    var map = object(component);
    return String.valueOf(map.containsKey("bom-ref") ? map.get("bom-ref") : map.get("ref"));
  }

  private static Map<?, ?> object(@Nullable Object json) {
    return (Map<?, ?>) Objects.requireNonNull(json);
  }

  private static List<?> list(@Nullable Object json) {
    return json == null ? List.of() : (List<?>) json;
  }
}
