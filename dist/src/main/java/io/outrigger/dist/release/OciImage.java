package io.outrigger.dist.release;

import io.outrigger.runtime.json.PlainJson;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.zip.GZIPOutputStream;

/**
 * Writes an image as an archive in OCI's layout, without Docker. Docker loads it, too: for its
 * older versions there is a second list of what is in it. Not thread-safe.
 */
final class OciImage {

  private static final String MANIFEST = "application/vnd.oci.image.manifest.v1+json";
  private static final String CONFIG = "application/vnd.oci.image.config.v1+json";
  private static final String LAYER = "application/vnd.oci.image.layer.v1.tar+gzip";
  private static final String INDEX = "application/vnd.oci.image.index.v1+json";
  private static final String BLOBS = "blobs/sha256/";

  private final Path blobs;
  private final Instant time;
  private final List<Layer> layers = new ArrayList<>();

  private OciImage(Path blobs, Instant time) {
    this.blobs = blobs;
    this.time = time;
  }

  /** A layer: the sums of what is stored and of the archive in it, and how much is stored. */
  private record Layer(String sum, String contentSum, long bytes) {}

  /** An object of the layout: its type, its sum and its size. */
  private record Descriptor(String type, String sum, long bytes) {

    Map<String, Object> toJson() {
      var json = new LinkedHashMap<String, Object>();
      json.put("mediaType", type);
      json.put("digest", "sha256:" + sum);
      json.put("size", bytes);
      return json;
    }
  }

  /**
   * Writes an image.
   *
   * @param context the folder with the Dockerfile and the folders that it names
   * @param name such as {@code outrigger:1.0}
   * @param archive the file to write
   */
  static void write(Path context, String name, Path archive, Instant time) throws IOException {
    var dockerfile = Dockerfile.read(context.resolve("Dockerfile"));
    var work = new FileTree(context.resolve("oci"));
    work.delete();
    var image = new OciImage(Files.createDirectories(work.root().resolve(BLOBS)), time);
    for (var layer : dockerfile.layers()) {
      image.addLayer(new FileTree(context.resolve(layer)));
    }
    image.describe(work.root(), dockerfile, name);
    work.normalize(time);
    try (var tar = new TarWriter(buffered(archive), time)) {
      tar.addTree("", work);
    }
    work.delete();
  }

  private void addLayer(FileTree tree) throws IOException {
    var file = blobs.resolve("layer");
    var stored = Sha256.digest();
    var content = Sha256.digest();
    try (var out = buffered(file);
        var zipped = new GZIPOutputStream(new DigestOutputStream(out, stored), 1 << 16);
        var tar = new TarWriter(new DigestOutputStream(zipped, content), time)) {
      tar.addTree("", tree);
    }
    var sum = Sha256.text(stored.digest());
    layers.add(new Layer(sum, Sha256.text(content.digest()), Files.size(file)));
    Files.move(file, blobs.resolve(sum));
  }

  private static OutputStream buffered(Path file) throws IOException {
    return new BufferedOutputStream(Files.newOutputStream(file), 1 << 16);
  }

  private void describe(Path layout, Dockerfile dockerfile, String name) throws IOException {
    var config = blob(CONFIG, config(dockerfile));
    var manifest = blob(MANIFEST, manifest(config));
    var described = manifest.toJson();
    described.put("annotations", Map.of("org.opencontainers.image.ref.name", name));
    var index = new LinkedHashMap<String, Object>();
    index.put("schemaVersion", 2);
    index.put("mediaType", INDEX);
    index.put("manifests", List.of(described));
    write(layout.resolve("oci-layout"), Map.of("imageLayoutVersion", "1.0.0"));
    write(layout.resolve("index.json"), index);
    write(layout.resolve("manifest.json"), List.of(olderManifest(config, name)));
  }

  private Map<String, Object> config(Dockerfile dockerfile) {
    var config = new LinkedHashMap<String, Object>();
    config.put("created", time.toString());
    config.put("architecture", JavaRuntime.imageArchitecture());
    config.put("os", "linux");
    config.put("config", dockerfile.config());
    config.put("rootfs", Map.of("type", "layers", "diff_ids", sums(Layer::contentSum)));
    return config;
  }

  private Map<String, Object> manifest(Descriptor config) {
    var manifest = new LinkedHashMap<String, Object>();
    manifest.put("schemaVersion", 2);
    manifest.put("mediaType", MANIFEST);
    manifest.put("config", config.toJson());
    manifest.put(
        "layers",
        layers.stream().map(one -> new Descriptor(LAYER, one.sum, one.bytes).toJson()).toList());
    return manifest;
  }

  private Map<String, Object> olderManifest(Descriptor config, String name) {
    var manifest = new LinkedHashMap<String, Object>();
    manifest.put("Config", BLOBS + config.sum);
    manifest.put("RepoTags", List.of(name));
    manifest.put("Layers", layers.stream().map(layer -> BLOBS + layer.sum).toList());
    return manifest;
  }

  private List<String> sums(Function<Layer, String> sum) {
    return layers.stream().map(layer -> "sha256:" + sum.apply(layer)).toList();
  }

  private Descriptor blob(String type, Map<String, Object> json) throws IOException {
    var bytes = PlainJson.write(json).getBytes(StandardCharsets.UTF_8);
    var sum = Sha256.of(bytes);
    Files.write(blobs.resolve(sum), bytes);
    return new Descriptor(type, sum, bytes.length);
  }

  private static void write(Path file, Object json) throws IOException {
    Files.writeString(file, PlainJson.write(json));
  }
}
