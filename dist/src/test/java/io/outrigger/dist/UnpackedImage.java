package io.outrigger.dist;

import static org.assertj.core.api.Assertions.assertThat;

import io.outrigger.runtime.json.PlainJson;
import io.outrigger.spi.Bytes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** The very files of an image, out of its archive, layer by layer as its manifest says. */
final class UnpackedImage {

  private static final String SHA256 = "sha256:";

  private final Path folder;
  private final Path root;
  private final Map<?, ?> config;

  private UnpackedImage(Path folder, Path root, Map<?, ?> config) {
    this.folder = folder;
    this.root = root;
    this.config = config;
  }

  static UnpackedImage unpack(Path archive, Path folder) throws Exception {
    var layout = Released.unpack(archive, Files.createDirectory(folder.resolve("layout")));
    var root = Files.createDirectory(folder.resolve("root"));
    var index = json(layout.resolve("index.json"));
    var manifest = json(blob(layout, object(list(index.get("manifests")).getFirst())));
    for (var layer : list(manifest.get("layers"))) {
      Released.unpack(blob(layout, object(layer)), root);
    }
    for (var made : List.of("proc", "dev")) { // By whatever runs containers.
      Files.createDirectory(root.resolve(made));
    }
    return new UnpackedImage(folder, root, json(blob(layout, object(manifest.get("config")))));
  }

  /** A file of the layout, after a look at its sum and size. */
  private static Path blob(Path layout, Map<?, ?> descriptor) throws Exception {
    var sum = ((String) descriptor.get("digest")).substring(SHA256.length());
    var blob = layout.resolve("blobs/sha256").resolve(sum);
    assertThat(Sandbox.sha256(blob)).isEqualTo(sum);
    assertThat(Files.size(blob)).isEqualTo(((Number) size(descriptor)).longValue());
    return blob;
  }

  private static Object size(Map<?, ?> descriptor) {
    return Objects.requireNonNull(descriptor.get("size"));
  }

  Path root() {
    return root;
  }

  /** What the image says about how to run it. */
  Map<?, ?> config() {
    return object(config.get("config"));
  }

  /** A program of it, by what the image says: the entry point with the arguments given. */
  ProcessBuilder entryPoint(Path mountedConfig, String... arguments) {
    var command = new ArrayList<String>();
    list(config().get("Entrypoint")).forEach(word -> command.add((String) word));
    command.addAll(List.of(arguments));
    return program(mountedConfig, command);
  }

  /** Any program of it. */
  ProcessBuilder program(Path mountedConfig, List<String> program) {
    var command = new ArrayList<>(List.of("/usr/bin/unshare", "--mount", "--pid", "--fork"));
    command.addAll(List.of("--kill-child", "/bin/sh", script().toString()));
    command.addAll(List.of(root.toString(), mountedConfig.toString()));
    command.addAll(program);
    var builder = new ProcessBuilder(command).directory(folder.toFile());
    builder.environment().clear();
    builder.environment().putAll(environment());
    return builder;
  }

  /** What the image sets, and a path for the script around it. */
  private Map<String, String> environment() {
    var environment = new LinkedHashMap<String, String>();
    environment.put("PATH", "/usr/sbin:/usr/bin:/sbin:/bin");
    for (var pair : list(config().get("Env"))) {
      var parts = ((String) pair).split("=", 2);
      environment.put(parts[0], parts[1]);
    }
    return environment;
  }

  private static Path script() {
    return Path.of("src/test/resources/image/run.sh").toAbsolutePath();
  }

  private static Map<?, ?> json(Path file) throws IOException {
    return object(PlainJson.read(file.toString(), Bytes.wrap(Files.readAllBytes(file))));
  }

  private static Map<?, ?> object(Object json) {
    return (Map<?, ?>) json;
  }

  private static List<?> list(Object json) {
    return (List<?>) json;
  }
}
