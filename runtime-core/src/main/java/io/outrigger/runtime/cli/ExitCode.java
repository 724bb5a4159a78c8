package io.outrigger.runtime.cli;

/** The exit codes of every command, those of sysexits.h where it has one. */
enum ExitCode {
  /** It worked. */
  OK(0),
  /** The sidecar answered a call with an error. */
  REFUSED(1),
  /** The command line is wrong. */
  USAGE(64),
  /** The input of the command is wrong, such as JSON that is no request. */
  BAD_INPUT(65),
  /** An address is in use, a sidecar or a required component cannot be reached. */
  UNAVAILABLE(69),
  /** A defect of Outrigger. */
  DEFECT(70),
  /** The config is wrong. */
  CONFIG(78);

  private final int number;

  ExitCode(int number) {
    this.number = number;
  }

  int number() {
    return number;
  }
}
