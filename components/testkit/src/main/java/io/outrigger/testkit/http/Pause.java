package io.outrigger.testkit.http;

import java.io.IOException;

/** What happens at some byte of a content; comes back when the content may go on. */
@FunctionalInterface
interface Pause {

  void run() throws IOException;
}
