package io.outrigger.runtime.server;

import io.outrigger.runtime.config.ListenAddress;

/** An address that cannot be listened on. */
public final class ListenException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  ListenException(ListenAddress address, String reason, Throwable cause) {
    super("cannot listen on " + address + ": " + reason, cause);
  }
}
