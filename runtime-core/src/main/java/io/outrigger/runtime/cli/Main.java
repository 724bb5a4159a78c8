package io.outrigger.runtime.cli;

import io.outrigger.runtime.access.UnusableFileException;
import io.outrigger.runtime.component.CatalogException;
import io.outrigger.runtime.component.Failures;
import io.outrigger.runtime.component.StartFailedException;
import io.outrigger.runtime.config.ConfigException;
import io.outrigger.runtime.server.ListenException;
import io.outrigger.runtime.telemetry.Build;
import java.io.PrintStream;
import java.io.PrintWriter;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.IVersionProvider;

/** The program {@code outrigger}. */
@Command(
    name = "outrigger",
    description = "An application runtime sidecar: one API for your app, many backends behind it.",
    mixinStandardHelpOptions = true,
    versionProvider = Main.Version.class,
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {
      RunCommand.class,
      CheckCommand.class,
      CallCommand.class,
      HealthCommand.class,
      ComponentsCommand.class,
      SchemaCommand.class,
      ReferenceCommand.class,
      LayottoCommand.class,
      TrainCommand.class,
      VersionCommand.class
    },
    footer = {
      "",
      "Exit codes:",
      "   0  done",
      "   1  a call was answered with an error, or the sidecar cannot serve",
      "  64  wrong command line",
      "  65  wrong input",
      "  69  something cannot be reached, or is in use",
      "  70  a defect of Outrigger",
      "  78  wrong config"
    })
public final class Main {

  private Main() {}

  /** Runs a command and exits with its code. */
  public static void main(String[] args) {
    System.exit(exitCode(args));
  }

  /** Ends the process also when a thread that is no daemon is left. */
  private static int exitCode(String[] args) {
    try {
      return run(args, writer(System.out), writer(System.err));
    } catch (Error e) { // The last border: without it the process might stay without serving.
      System.err.println("outrigger: a defect, please report it:");
      e.printStackTrace();
      return ExitCode.DEFECT.number();
    }
  }

  private static PrintWriter writer(PrintStream stream) {
    return new PrintWriter(stream, true, stream.charset());
  }

  /** Runs a command; gives its exit code. */
  static int run(String[] args, PrintWriter out, PrintWriter err) {
    var program = new CommandLine(new Main()).setExpandAtFiles(false);
    if (args.length == 0) {
      program.usage(err);
      return ExitCode.USAGE.number();
    }
    return program
        .setOut(out)
        .setErr(err)
        .setExecutionExceptionHandler(failures(err))
        .setExitCodeExceptionMapper(failure -> ExitCode.USAGE.number())
        .setParameterExceptionHandler((failure, given) -> {
          err.println("outrigger: " + failure.getMessage());
          err.println("Try 'outrigger --help'.");
          return ExitCode.USAGE.number();
        })
        .execute(args);
  }

  private static IExecutionExceptionHandler failures(PrintWriter err) {
    return (failure, command, result) -> {
      var code = code(failure);
      if (code == ExitCode.DEFECT) {
        err.println("outrigger: a defect, please report it:");
        failure.printStackTrace(err);
      } else {
        err.println(code == ExitCode.CONFIG ? Failures.message(failure) : line(failure));
      }
      return code.number();
    };
  }

  private static String line(Exception failure) {
    return "outrigger: " + Failures.message(failure);
  }

  private static ExitCode code(Exception failure) {
    return switch (failure) {
      case ConfigException ignored -> ExitCode.CONFIG;
      case CatalogException ignored -> ExitCode.CONFIG;
      case ListenException ignored -> ExitCode.UNAVAILABLE;
      case StartFailedException ignored -> ExitCode.UNAVAILABLE;
      case InputException ignored -> ExitCode.BAD_INPUT;
      case UnusableFileException ignored -> ExitCode.BAD_INPUT;
      default -> ExitCode.DEFECT;
    };
  }

  /** The version, from the jar's manifest. */
  static final class Version implements IVersionProvider {

    @Override
    public String[] getVersion() {
      return new String[] {"outrigger " + Build.version()};
    }
  }
}
