package io.outrigger.dist.release;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;

/** Makes the archives and images of a release from what the build has assembled. */
final class Packaging {

  private static final String RUNTIME = "outrigger-runtime-core-";
  private static final String JAR = ".jar";

  private final Place place;
  private final Instant time;
  private final PrintWriter out;
  private final String version;
  private final Sbom sbom;
  private final List<Path> made = new ArrayList<>();
  private @Nullable ReleaseTree trained;

  /**
   * Where it works.
   *
   * @param checkout the sources, with the distribution that was built from them
   * @param output a folder that is emptied first
   */
  record Place(Path checkout, Path output) {

    Path distribution() {
      return checkout.resolve("dist/target/outrigger");
    }
  }

  /**
   * Prepares it.
   *
   * @param time that of all files
   * @param out where it says what it has made
   */
  Packaging(Place place, Instant time, PrintWriter out) throws IOException {
    this.place = place;
    this.time = time;
    this.out = out;
    this.version = version(place.distribution().resolve("lib"));
    this.sbom = Sbom.read(place.checkout(), version);
  }

  private static String version(Path library) throws IOException {
    try (var jars = Files.newDirectoryStream(library, RUNTIME + "*" + JAR)) {
      var name = jars.iterator().next().getFileName().toString();
      return name.substring(RUNTIME.length(), name.length() - JAR.length());
    }
  }

  /**
   * Makes it all.
   *
   * @param trainSeconds how long the AOT cache is trained; 0 for none
   */
  void make(List<Flavour> flavours, int trainSeconds) throws IOException, InterruptedException {
    new FileTree(place.output()).delete();
    Files.createDirectories(place.output());
    for (var flavour : flavours) {
      make(flavour, trainSeconds);
    }
    writeSums();
  }

  private void make(Flavour flavour, int trainSeconds) throws IOException, InterruptedException {
    var name = "outrigger" + flavour.suffix() + "-" + version;
    var base = name + "-" + JavaRuntime.platform();
    var tree = assemble(flavour, place.output().resolve("tree").resolve(name));
    train(tree, trainSeconds);
    var bill = place.output().resolve(base + ".cdx.json");
    Files.copy(tree.files().root().resolve("sbom.cdx.json"), bill);
    made.add(bill);
    var archive = place.output().resolve(base + ".tar.gz");
    writeArchive(tree.files(), name, archive);
    report(flavour, archive, tree.files());
    makeImage(flavour, tree.files(), place.output().resolve(base + "-image.tar"));
  }

  private ReleaseTree assemble(Flavour flavour, Path folder)
      throws IOException, InterruptedException {
    var tree = ReleaseTree.assemble(flavour, place.distribution(), folder, time);
    tree.add(
        Map.of(
            "LICENSE",
            Files.readAllBytes(place.checkout().resolve("LICENSE")),
            "sbom.cdx.json",
            sbom.of(tree.files(), time).getBytes(StandardCharsets.UTF_8)));
    return tree;
  }

  /** One tree is trained; the next one has the same class path and takes its cache. */
  private void train(ReleaseTree tree, int seconds) throws IOException, InterruptedException {
    if (seconds == 0) {
      return;
    }
    if (trained == null) {
      out.println(tree.train(seconds));
      trained = tree;
    } else {
      tree.takeCache(trained);
    }
  }

  private void writeArchive(FileTree tree, String name, Path archive) throws IOException {
    var file = new BufferedOutputStream(Files.newOutputStream(archive), 1 << 16);
    try (var tar = new TarWriter(new GZIPOutputStream(file, 1 << 16), time)) {
      tar.addTree(name + "/", tree);
    }
  }

  private void makeImage(Flavour flavour, FileTree tree, Path archive)
      throws IOException, InterruptedException {
    var context = place.output().resolve("image" + flavour.suffix());
    var image = ImageTree.assemble(tree, place.checkout().resolve("docker"), context, time);
    var tag = "outrigger:" + version.toLowerCase(Locale.ROOT) + flavour.suffix();
    OciImage.write(image.folder(), tag, archive, time);
    report(flavour, archive, new FileTree(image.folder()));
  }

  /** Says how large it is; what is too large is not released. */
  private void report(Flavour flavour, Path file, FileTree unpacked) throws IOException {
    made.add(file);
    var bytes = Files.size(file);
    out.printf(
        Locale.ROOT,
        "%s: %.1f MB compressed (limit %d MB), %.1f MB unpacked%n",
        file.getFileName(),
        bytes / 1e6,
        flavour.limitMegabytes(),
        unpacked.bytes() / 1e6);
    if (bytes > flavour.limitMegabytes() * 1_000_000L) {
      throw new ReleaseException(file.getFileName() + " is larger than the limit");
    }
  }

  private void writeSums() throws IOException {
    var sums = new StringBuilder();
    for (var file : made.stream().sorted().toList()) {
      sums.append(Sha256.of(file)).append("  ").append(file.getFileName()).append('\n');
    }
    Files.writeString(place.output().resolve("SHA256SUMS"), sums);
  }
}
