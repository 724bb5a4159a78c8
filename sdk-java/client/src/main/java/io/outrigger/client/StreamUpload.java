package io.outrigger.client;

import com.google.protobuf.UnsafeByteOperations;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.concurrent.Semaphore;

/** Sends what a stream gives, which is read on the caller's thread. */
final class StreamUpload {

  private static final int PIECE_BYTES = 256 << 10;

  private final Semaphore news = new Semaphore(0);
  private final Upload upload;

  StreamUpload(Calls calls, Subject subject, FileOptions options) {
    upload = new Upload(calls, subject, options, news::release);
  }

  /**
   * Sends all of it and waits until the sidecar has it.
   *
   * @throws OutriggerException when the sidecar refuses it
   * @throws UncheckedIOException when it cannot be read
   */
  void send(InputStream content) {
    Await.requireOffLoop();
    upload.start();
    try {
      var piece = content.readNBytes(PIECE_BYTES);
      while (piece.length > 0 && !isDone()) {
        awaitReady();
        upload.send(UnsafeByteOperations.unsafeWrap(piece));
        piece = content.readNBytes(PIECE_BYTES);
      }
      upload.finish();
      Await.result(upload.result());
    } catch (IOException e) {
      upload.abort(e);
      throw new UncheckedIOException(e);
    } catch (RuntimeException | Error e) {
      upload.abort(e);
      throw e;
    }
  }

  private boolean isDone() {
    return upload.result().toCompletableFuture().isDone();
  }

  private void awaitReady() {
    while (!upload.isReady()) {
      try {
        news.acquire();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw Failures.cancelled(Subject.SIDECAR, "the thread was interrupted while it wrote");
      }
    }
  }
}
