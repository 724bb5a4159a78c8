package io.outrigger.runtime.telemetry;

/** What is running. */
public final class Build {

  private Build() {}

  /** The version, from the jar's manifest. */
  public static String version() {
    var version = Build.class.getPackage().getImplementationVersion();
    return version == null ? "(unpackaged)" : version;
  }
}
