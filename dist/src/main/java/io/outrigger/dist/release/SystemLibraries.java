package io.outrigger.dist.release;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The libraries of this machine's system that programs need: the C library and its loader. */
final class SystemLibraries {

  private static final Pattern RESOLVED = Pattern.compile("(?:\\S+ => )?(/\\S+) \\(0x[0-9a-f]+\\)");
  private static final Path PACKAGES = Path.of("var/lib/dpkg/status.d");

  private SystemLibraries() {}

  /** Copies what programs outside {@code own} these need to the same places below a folder. */
  static void copy(Stream<Path> programs, Path own, Path target)
      throws IOException, InterruptedException {
    var needed = new TreeSet<Path>();
    for (var program : programs.toList()) {
      Command.run(Map.of("LC_ALL", "C"), "ldd", program.toString())
          .lines()
          .map(line -> RESOLVED.matcher(line.strip()))
          .filter(line -> line.matches())
          .map(line -> Path.of(line.group(1)))
          .filter(library -> !library.normalize().startsWith(own))
          .forEach(needed::add);
    }
    for (var library : needed) {
      var copy = target.resolve(Path.of("/").relativize(library));
      Files.createDirectories(copy.getParent());
      Files.copy(library.toRealPath(), copy);
    }
    describe(needed, target);
  }

  /** On Debian, leaves what scanners of images look for: which packages these files are of. */
  private static void describe(Iterable<Path> libraries, Path target)
      throws IOException, InterruptedException {
    if (!Files.isExecutable(Path.of("/usr/bin/dpkg-query"))) {
      return;
    }
    var packages = new TreeSet<String>();
    for (var library : libraries) {
      packages.add(owner(library));
    }
    for (var name : packages) {
      describe(name, target);
    }
  }

  /** The package that has a file, which may know it only by its place in the merged /usr. */
  static String owner(Path file) throws IOException, InterruptedException {
    try {
      return packageWith(file);
    } catch (ReleaseException e) {
      return packageWith(file.toRealPath());
    }
  }

  private static String packageWith(Path file) throws IOException, InterruptedException {
    var owners = Command.run(Map.of(), "dpkg-query", "-S", file.toString());
    return owners.substring(0, owners.indexOf(": "));
  }

  private static void describe(String name, Path target) throws IOException, InterruptedException {
    var bare = name.replaceFirst(":.*", "");
    var status =
        Command.run(Map.of(), "dpkg-query", "-s", name)
            .lines()
            .filter(
                line -> line.matches("(Package|Status|Architecture|Source|Version|Maintainer):.*"))
            .collect(Collectors.joining("\n", "", "\n"));
    var described = target.resolve(PACKAGES).resolve(bare);
    Files.createDirectories(described.getParent());
    Files.writeString(described, status);
    var license = Path.of("/usr/share/doc", bare, "copyright");
    var copy = target.resolve(Path.of("/").relativize(license));
    Files.createDirectories(copy.getParent());
    Files.copy(license.toRealPath(), copy);
  }
}
