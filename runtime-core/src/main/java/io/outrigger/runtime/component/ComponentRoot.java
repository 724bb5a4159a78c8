package io.outrigger.runtime.component;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What lies in a folder of component directories.
 *
 * @param directories sorted, those with jars
 * @param warnings what lies there to no effect although it looks as if it should have one
 */
record ComponentRoot(List<ComponentDirectory> directories, List<String> warnings) {

  private static final String JAR = ".jar";

  ComponentRoot {
    directories = List.copyOf(directories);
    warnings = List.copyOf(warnings);
  }

  /**
   * The component directories in {@code root}; those without jars are none.
   *
   * @throws CatalogException when {@code root} or one of them cannot be read, or a jar lies in
   *     {@code root}
   */
  static ComponentRoot in(Path root) {
    var entries = entries(root);
    var problems = new CatalogProblems();
    jars(entries).forEach(stray -> problems.collect(() -> refuse(stray)));
    var directories = new ArrayList<ComponentDirectory>();
    var warnings = new ArrayList<String>(danglingLinks(entries));
    entries.stream()
        .filter(Files::isDirectory)
        .forEach(path -> problems.collect(() -> read(path, directories, warnings)));
    problems.report();
    return new ComponentRoot(directories, warnings);
  }

  /** As {@link #in}, or {@code path} itself when jars lie in it. */
  static ComponentRoot at(Path path) {
    var jars = jars(entries(path));
    return jars.isEmpty()
        ? in(path)
        : new ComponentRoot(List.of(new ComponentDirectory(path, jars)), List.of());
  }

  private static void read(Path path, List<ComponentDirectory> directories, List<String> warnings) {
    var entries = entries(path);
    warnings.addAll(danglingLinks(entries.stream().filter(ComponentRoot::isNamedJar).toList()));
    var jars = jars(entries);
    if (jars.isEmpty()) {
      lower(entries)
          .map(lower -> path + ": its jars lie in " + lower + " and are not used (expected: in it)")
          .ifPresent(warnings::add);
    } else {
      directories.add(new ComponentDirectory(path, jars));
    }
  }

  /** The first directory of {@code entries} that has jars. */
  private static Optional<Path> lower(List<Path> entries) {
    return entries.stream()
        .filter(Files::isDirectory)
        .filter(Files::isReadable)
        .filter(directory -> !jars(entries(directory)).isEmpty())
        .findFirst();
  }

  private static List<String> danglingLinks(List<Path> entries) {
    return entries.stream()
        .filter(entry -> Files.isSymbolicLink(entry) && !Files.exists(entry))
        .map(link -> link + ": is a link that leads nowhere")
        .toList();
  }

  private static void refuse(Path stray) {
    var name = stray.getFileName().toString();
    var directory = stray.resolveSibling(name.substring(0, name.length() - JAR.length()));
    throw new CatalogException(
        stray + ": expected in a directory of its own, such as " + directory.resolve(name));
  }

  private static List<Path> jars(List<Path> entries) {
    return entries.stream().filter(ComponentRoot::isNamedJar).filter(Files::isRegularFile).toList();
  }

  private static boolean isNamedJar(Path entry) {
    return entry.getFileName().toString().endsWith(JAR);
  }

  private static List<Path> entries(Path directory) {
    try (Stream<Path> entries = Files.list(directory)) {
      return entries.sorted(Comparator.comparing(Path::getFileName)).toList();
    } catch (IOException e) {
      throw new CatalogException(directory + ": " + reason(e) + " (expected: a directory)", e);
    }
  }

  /** Why a directory or a jar cannot be read, in words. */
  static String reason(IOException failure) {
    return switch (failure) {
      case NoSuchFileException _ -> "does not exist";
      case NotDirectoryException _ -> "is none";
      case AccessDeniedException _ -> "may not be read by this user";
      default -> "cannot be read: " + Failures.message(failure);
    };
  }
}
