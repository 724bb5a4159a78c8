package io.outrigger.s3.server;

import org.jspecify.annotations.Nullable;

/**
 * Has the clients that are made from now on take a front for their HTTP proxy, so that names of
 * hosts reach it that no DNS knows.
 */
public final class AsProxy implements AutoCloseable {

  private static final String HOST = "http.proxyHost";
  private static final String PORT = "http.proxyPort";

  private final @Nullable String oldHost = System.getProperty(HOST);
  private final @Nullable String oldPort = System.getProperty(PORT);

  private AsProxy(Front front) {
    System.setProperty(HOST, "127.0.0.1");
    System.setProperty(PORT, Integer.toString(front.port()));
  }

  /** Until it is closed. */
  public static AsProxy of(Front front) {
    return new AsProxy(front);
  }

  @Override
  public void close() {
    restore(HOST, oldHost);
    restore(PORT, oldPort);
  }

  private static void restore(String name, @Nullable String value) {
    if (value == null) {
      System.clearProperty(name);
    } else {
      System.setProperty(name, value);
    }
  }
}
