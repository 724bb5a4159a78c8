package io.outrigger.runtime.telemetry.access;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;

/** A destination that can be made to stand still, and to refuse. */
final class SlowPlace implements Destination {

  final CountDownLatch entered = new CountDownLatch(1);
  volatile CountDownLatch open = new CountDownLatch(0);
  volatile boolean full;
  volatile boolean closed;
  private final List<String> written = new CopyOnWriteArrayList<>();

  @Override
  public void write(byte[] lines) throws IOException {
    entered.countDown();
    awaitOpen();
    if (full) {
      throw new IOException("no space left on device");
    }
    written.add(new String(lines, StandardCharsets.UTF_8));
  }

  private void awaitOpen() {
    try {
      open.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  List<String> lines() {
    return String.join("", written).lines().toList();
  }

  @Override
  public void close() {
    closed = true;
  }
}
