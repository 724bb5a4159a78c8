package io.outrigger.testkit.http;

import java.io.IOException;

/** Says that something is no HTTP; answered with 400. */
final class BadRequest extends IOException {

  private static final long serialVersionUID = 1;

  BadRequest(String message) {
    super(message);
  }
}
