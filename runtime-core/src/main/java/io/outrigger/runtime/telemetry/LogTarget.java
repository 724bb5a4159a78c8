package io.outrigger.runtime.telemetry;

import java.io.Console;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** The places that a log may go to besides files. */
public final class LogTarget {

  /** Standard error. */
  public static final String STDERR = "stderr";

  /** Standard output. */
  public static final String STDOUT = "stdout";

  private LogTarget() {}

  /** Whether somebody reads along: the place is standard output or error, and a terminal. */
  static boolean isTerminal(String path) {
    return switch (path) {
      case STDOUT -> isTerminal(1);
      case STDERR -> isTerminal(2);
      default -> false;
    };
  }

  private static boolean isTerminal(int descriptor) {
    var link = Path.of("/proc/self/fd", Integer.toString(descriptor));
    if (!Files.isSymbolicLink(link)) { // No Linux.
      return Optional.ofNullable(System.console()).filter(Console::isTerminal).isPresent();
    }
    try {
      return isTerminal(Files.readSymbolicLink(link));
    } catch (IOException e) {
      return false;
    }
  }

  /** Whether the device is one that a person sits at. */
  static boolean isTerminal(Path device) {
    var name = device.toString();
    return name.startsWith("/dev/pts/")
        || name.startsWith("/dev/tty")
        || name.equals("/dev/console");
  }
}
