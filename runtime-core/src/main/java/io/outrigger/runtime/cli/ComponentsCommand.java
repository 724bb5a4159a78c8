package io.outrigger.runtime.cli;

import io.outrigger.runtime.component.ComponentCatalog;
import io.outrigger.runtime.component.InstalledType;
import io.outrigger.runtime.config.Suggestions;
import io.outrigger.runtime.json.PlainJson;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Says which component types are installed, and what can be set on each. */
@Command(
    name = "components",
    description = {
      "Lists the component types that are installed, or shows the settings of one.",
      "They come from the class path, from the directories in the folder components of the",
      "distribution, and from those in the folders that OUTRIGGER_COMPONENTS names."
    },
    mixinStandardHelpOptions = true)
final class ComponentsCommand implements Callable<Integer> {

  @Parameters(
      index = "0",
      arity = "0..1",
      paramLabel = "TYPE",
      description = "state/redis, or redis for every kind of that type; an alias will do.")
  private @Nullable String wanted;

  @Option(
      names = "--json",
      description = "Prints JSON: an array with an object for each component type.")
  private boolean json;

  @Option(
      names = "--write-index",
      paramLabel = "DIR",
      description = {
        "Writes into each component directory in DIR, or into DIR itself if jars lie in it, a file",
        "that says what it brings, so that a start opens only the directories that it needs. For",
        "other jars it has to be written again; until then it is ignored."
      })
  private @Nullable Path indexed;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() {
    if (indexed != null) {
      writeIndexes(indexed);
    } else {
      show(Installation.catalog());
    }
    return ExitCode.OK.number();
  }

  private void writeIndexes(Path path) {
    if (wanted != null || json) {
      throw wrong("--write-index DIR goes with nothing else");
    }
    if (!Files.isDirectory(path)) {
      throw wrong("--write-index: " + path + " (expected: a directory)");
    }
    var done = ComponentCatalog.writeIndexes(path);
    done.warnings().forEach(this::warn);
    done.directories().forEach(directory -> print("indexed " + directory));
  }

  private void show(ComponentCatalog catalog) {
    catalog.warnings().forEach(this::warn);
    if (wanted == null) {
      list(catalog.types());
    } else {
      show(catalog, wanted);
    }
  }

  private void list(List<InstalledType> types) {
    print(
        json
            ? PlainJson.write(types.stream().map(ComponentText::plain).toList())
            : ComponentText.table(types));
  }

  private void show(ComponentCatalog catalog, String name) {
    var details =
        catalog.types().stream()
            .filter(type -> isNamed(type, name))
            .map(type -> ComponentDetails.of(catalog, type))
            .toList();
    if (details.isEmpty()) {
      throw wrong(unknown(catalog, name));
    }
    print(
        json
            ? PlainJson.write(details.stream().map(ComponentDetails::plain).toList())
            : String.join("\n\n", details.stream().map(ComponentDetails::text).toList()));
  }

  private static boolean isNamed(InstalledType type, String name) {
    return names(type).anyMatch(name::equals)
        || names(type).anyMatch(own -> name.equals(type.kind() + "/" + own));
  }

  private static Stream<String> names(InstalledType type) {
    return Stream.concat(Stream.of(type.type()), type.aliases().stream());
  }

  private static String unknown(ComponentCatalog catalog, String name) {
    var candidates =
        catalog.types().stream()
            .flatMap(
                type -> names(type).map(own -> name.contains("/") ? type.kind() + "/" + own : own))
            .distinct()
            .toList();
    var hint =
        Suggestions.nearest(name, candidates)
            .map(meant -> "did you mean \"" + meant + "\"?")
            .orElse("outrigger components lists them");
    return "unknown component type \"" + name + "\" (" + hint + ")";
  }

  private ParameterException wrong(String message) {
    return new ParameterException(spec.commandLine(), message);
  }

  private void warn(String text) {
    spec.commandLine().getErr().println("outrigger: " + text);
  }

  private void print(String text) {
    spec.commandLine().getOut().println(text);
  }
}
