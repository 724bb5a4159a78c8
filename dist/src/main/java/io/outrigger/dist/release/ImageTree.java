package io.outrigger.dist.release;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.ZipFile;

/**
 * The files of an image, in a folder for each layer, as {@code docker/Dockerfile} copies them: the
 * system's libraries, Java, Outrigger. There is no shell and no package manager in it.
 */
final class ImageTree {

  private static final String HOME = "opt/outrigger";
  private static final String NATIVE = "META-INF/native/";

  private final Path folder;

  private ImageTree(Path folder) {
    this.folder = folder;
  }

  /**
   * Puts the files together.
   *
   * @param release what the archive holds
   * @param docker the folder with the Dockerfile and the config of the image
   */
  static ImageTree assemble(FileTree release, Path docker, Path folder, Instant time)
      throws IOException, InterruptedException {
    new FileTree(folder).delete();
    var tree = new ImageTree(folder);
    tree.addJava(release.root());
    tree.addOutrigger(release.root());
    tree.addBase(release.root(), docker);
    Files.copy(docker.resolve("Dockerfile"), folder.resolve("Dockerfile"));
    for (var layer : List.of("base", "java", "outrigger")) {
      new FileTree(folder.resolve(layer)).normalize(time);
    }
    return tree;
  }

  /** The folder with the layers and the Dockerfile. */
  Path folder() {
    return folder;
  }

  private void addJava(Path release) throws IOException {
    new FileTree(release.resolve("jre"))
        .linkTo(folder.resolve("java").resolve(HOME).resolve("jre"));
  }

  private void addOutrigger(Path release) throws IOException, InterruptedException {
    var home = Files.createDirectories(folder.resolve("outrigger").resolve(HOME));
    try (var files = Files.list(release)) {
      for (var file : files.filter(ImageTree::isOfUse).toList()) {
        var name = home.resolve(file.getFileName());
        if (Files.isDirectory(file)) {
          new FileTree(file).linkTo(name);
        } else {
          Files.createLink(name, file);
        }
      }
    }
    ArgumentFiles.write(release, "/" + HOME, home.resolve("lib"));
    unpackNatives(release.resolve("lib"), home.resolve("lib/native"));
  }

  /** The script in bin needs a shell; Java is a layer of its own. */
  private static boolean isOfUse(Path file) {
    return !file.endsWith("bin") && !file.endsWith("jre");
  }

  private static void unpackNatives(Path library, Path target) throws IOException {
    Files.createDirectories(target);
    var machine = JavaRuntime.imageArchitecture().equals("arm64") ? "aarch_64" : "x86_64";
    try (var jars = Files.newDirectoryStream(library, "netty-*-linux-" + machine + ".jar")) {
      for (var jar : jars) {
        unpack(jar, target);
      }
    }
  }

  private static void unpack(Path jar, Path target) throws IOException {
    try (var zip = new ZipFile(jar.toFile())) {
      for (var entry : zip.stream().filter(each -> each.getName().endsWith(".so")).toList()) {
        var name = entry.getName();
        if (name.startsWith(NATIVE)) {
          try (var in = zip.getInputStream(entry)) {
            Files.copy(in, target.resolve(name.substring(NATIVE.length())));
          }
        }
      }
    }
  }

  private void addBase(Path release, Path docker) throws IOException, InterruptedException {
    var base = Files.createDirectories(folder.resolve("base"));
    var natives = folder.resolve("outrigger").resolve(HOME).resolve("lib/native");
    try (var libraries = Files.list(natives)) {
      var programs =
          Stream.of("bin/java", "lib/server/libjvm.so", "lib/libnet.so", "lib/libnio.so");
      SystemLibraries.copy(
          Stream.concat(programs.map(release.resolve("jre")::resolve), libraries), release, base);
    }
    write("etc/passwd", "root:x:0:0:root:/:/\nnonroot:x:65532:65532:nonroot:/:/\n");
    write("etc/group", "root:x:0:\nnonroot:x:65532:\n");
    write("etc/nsswitch.conf", "hosts: files dns\n");
    write("etc/outrigger/config.json", Files.readString(docker.resolve("config.json")));
    new FileTree(base).addFolderForEveryone("tmp");
    new FileTree(base).addFolderForEveryone("run/outrigger");
  }

  private void write(String name, String text) throws IOException {
    var file = folder.resolve("base").resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }
}
