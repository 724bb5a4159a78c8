package io.outrigger.runtime.cli;

import io.outrigger.runtime.reference.ConfigSchema;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Prints the schema that editors complete and check a config with. */
@Command(
    name = "schema",
    description = {
      "Prints the JSON schema of the configs that this installation reads, with the settings of",
      "every component type that is installed. Editors complete and check a config with it: name",
      "it in \"$$schema\", the config's first key."
    },
    mixinStandardHelpOptions = true)
final class SchemaCommand implements Callable<Integer> {

  @Option(
      names = {"-o", "--output"},
      paramLabel = "FILE",
      description = "Writes it into this file, unless it is in there already.")
  private @Nullable Path file;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() {
    var schema = ConfigSchema.of(Installation.catalog());
    if (file == null) {
      spec.commandLine().getOut().println(schema);
    } else {
      GeneratedFile.write(file, schema + "\n");
    }
    return ExitCode.OK.number();
  }
}
