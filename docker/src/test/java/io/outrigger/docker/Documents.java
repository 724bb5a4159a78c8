package io.outrigger.docker;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** The documents of YAML text as plain maps, lists and values. */
final class Documents {

  /** The folder of this module. */
  static final Path DOCKER = Path.of(System.getProperty("basedir", "")).toAbsolutePath();

  private Documents() {}

  /** The objects of some files of a folder, together. */
  static List<Map<?, ?>> read(String folder, String... names) throws IOException {
    var all = new ArrayList<Map<?, ?>>();
    for (var name : names) {
      all.addAll(parse(Files.readString(DOCKER.resolve(folder).resolve(name))));
    }
    return all;
  }

  /** The objects of a text; what is empty between two separators is left out. */
  static List<Map<?, ?>> parse(String text) {
    var all = new ArrayList<Map<?, ?>>();
    for (var document : new Load(LoadSettings.builder().build()).loadAllFromString(text)) {
      if (document != null) {
        all.add((Map<?, ?>) document);
      }
    }
    return all;
  }

  /** What lies at a path of keys; an empty map where there is nothing. */
  static Map<?, ?> at(@Nullable Object from, String... path) {
    var here = from;
    for (var key : path) {
      here = here instanceof Map<?, ?> map ? map.get(key) : null;
    }
    return here instanceof Map<?, ?> map ? map : Map.of();
  }

  /** The objects in a list under a key; none where there is no list. */
  static List<Map<?, ?>> list(Map<?, ?> from, String key) {
    var all = new ArrayList<Map<?, ?>>();
    if (from.get(key) instanceof List<?> list) {
      list.forEach(item -> all.add((Map<?, ?>) item));
    }
    return all;
  }

  static String text(Map<?, ?> from, String key) {
    return String.valueOf(from.get(key));
  }

  /** The texts in a list under a key; none where there is no list. */
  static List<String> texts(Map<?, ?> from, String key) {
    return from.get(key) instanceof List<?> list
        ? list.stream().map(String::valueOf).toList()
        : List.of();
  }
}
