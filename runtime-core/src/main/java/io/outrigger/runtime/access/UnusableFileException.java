package io.outrigger.runtime.access;

/** A file that the config names and that cannot be used; the message names the setting first. */
public final class UnusableFileException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /**
   * Says what is wrong with a file.
   *
   * @param setting where the config names it, such as {@code server.tls.key}
   * @param problem the file and what is wrong with it, never what is in it
   */
  public UnusableFileException(String setting, String problem, Throwable cause) {
    super(setting + ": " + problem, cause);
  }

  /** As above, when nothing has failed before. */
  public UnusableFileException(String setting, String problem) {
    super(setting + ": " + problem);
  }
}
