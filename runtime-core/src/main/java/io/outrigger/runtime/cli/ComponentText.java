package io.outrigger.runtime.cli;

import io.outrigger.runtime.component.InstalledType;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** Component types as text and as JSON. */
final class ComponentText {

  private static final String GAP = "  ";

  private ComponentText() {}

  /** A line for each, under a head line, in columns as wide as they must be. */
  static String table(List<InstalledType> types) {
    var rows = new ArrayList<List<String>>();
    rows.add(List.of("KIND", "TYPE", "ALIASES", "FROM"));
    types.forEach(type -> rows.add(row(type)));
    var widths =
        IntStream.range(0, rows.getFirst().size())
            .map(column -> rows.stream().mapToInt(row -> row.get(column).length()).max().orElse(0))
            .toArray();
    return String.join("\n", rows.stream().map(row -> line(row, widths)).toList());
  }

  /** For JSON: with the whole path of where it comes from. */
  static Map<String, ?> plain(InstalledType type) {
    var plain = new LinkedHashMap<String, Object>();
    plain.put("kind", type.kind());
    plain.put("type", type.type());
    plain.put("aliases", type.aliases());
    plain.put("from", type.place());
    return plain;
  }

  /** The name of the jar or directory that brings it. */
  static String from(InstalledType type) {
    var name = Path.of(type.place()).getFileName();
    return name == null ? type.place() : name.toString();
  }

  private static List<String> row(InstalledType type) {
    return List.of(type.kind(), type.type(), String.join(", ", type.aliases()), from(type));
  }

  private static String line(List<String> row, int[] widths) {
    var line = new StringBuilder();
    for (int column = 0; column < widths.length; column++) {
      var cell = row.get(column);
      line.append(cell).repeat(' ', widths[column] - cell.length()).append(GAP);
    }
    return line.toString().stripTrailing();
  }
}
