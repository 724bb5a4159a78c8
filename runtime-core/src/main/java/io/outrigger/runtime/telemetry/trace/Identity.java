package io.outrigger.runtime.telemetry.trace;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;

/**
 * Who this sidecar is to a collector.
 *
 * @param service what the collector shows
 * @param instance one of the processes of the service
 */
record Identity(String service, String instance) {

  private static final Path HOST_NAME = Path.of("/proc/sys/kernel/hostname");

  /** The process and its host, which are one of a kind as long as the process runs. */
  static String defaultInstance() {
    return ProcessHandle.current().pid() + "@" + host();
  }

  /** The name of this host; no name server is asked. */
  static String host() {
    var name = Objects.requireNonNullElse(System.getenv("HOSTNAME"), "");
    return name.isBlank() ? kernelName() : name;
  }

  private static String kernelName() {
    try {
      return Files.readString(HOST_NAME).strip();
    } catch (IOException e) {
      return "localhost";
    }
  }
}
