package io.outrigger.client;

import io.grpc.netty.shaded.io.netty.util.concurrent.FastThreadLocalThread;

/** The thread of a client's connection, which must never wait for that connection. */
final class LoopThread extends FastThreadLocalThread {

  LoopThread(Runnable task) {
    super(task, "outrigger-client");
    setDaemon(true);
  }
}
