package io.outrigger.client;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Flow;
import java.util.concurrent.LinkedBlockingQueue;
import org.jspecify.annotations.Nullable;

/**
 * The blocking face of a {@link Download}: at most {@value #WINDOW} pieces wait for the reader. One
 * reader at a time.
 */
final class DownloadStream extends InputStream {

  private static final int WINDOW = 4;

  /** A piece of the file, or how it ended. */
  private record Signal(@Nullable ByteBuffer piece, @Nullable Throwable failure) {

    static final Signal END = new Signal(null, null);
  }

  private final BlockingQueue<Signal> signals = new LinkedBlockingQueue<>();
  private final Pieces pieces = new Pieces();
  private ByteBuffer current = ByteBuffer.allocate(0);
  private @Nullable Signal last;

  /**
   * Begins to read, and waits for the first piece.
   *
   * @throws OutriggerException when there is none, and the file is not empty
   */
  DownloadStream(Flow.Publisher<ByteBuffer> file) {
    Await.requireOffLoop();
    file.subscribe(pieces);
    var ended = advance();
    if (ended != null && ended.failure() instanceof OutriggerException refusal) {
      throw refusal.seenHere();
    }
  }

  /** Waits for a piece; gives the signal of the end instead if there is none. */
  private @Nullable Signal advance() {
    while (last == null && !current.hasRemaining()) {
      var signal = take();
      if (signal.piece() == null) {
        last = signal;
      } else {
        current = signal.piece();
        pieces.more();
      }
    }
    return current.hasRemaining() ? null : last;
  }

  private Signal take() {
    Await.requireOffLoop();
    try {
      return signals.take();
    } catch (InterruptedException e) {
      pieces.cancel();
      Thread.currentThread().interrupt();
      return new Signal(
          null, Failures.cancelled(Subject.SIDECAR, "the thread was interrupted while it read"));
    }
  }

  /** The piece to read from, or null at the end. */
  private @Nullable ByteBuffer piece() throws IOException {
    var ended = advance();
    if (ended == null) {
      return current;
    }
    if (ended.failure() != null) {
      throw new IOException(ended.failure().getMessage(), ended.failure());
    }
    return null;
  }

  @Override
  public int read() throws IOException {
    var piece = piece();
    return piece == null ? -1 : piece.get() & 0xff;
  }

  @Override
  public int read(byte[] into, int offset, int length) throws IOException {
    Objects.checkFromIndexSize(offset, length, into.length);
    if (length == 0) {
      return 0;
    }
    var piece = piece();
    if (piece == null) {
      return -1;
    }
    var count = Math.min(length, piece.remaining());
    piece.get(into, offset, count);
    return count;
  }

  @Override
  public int available() {
    return current.remaining();
  }

  /** Ends the transfer, if it has not, and the wait of a reader on another thread. */
  @Override
  public void close() {
    pieces.cancel();
    signals.add(new Signal(null, Failures.cancelled(Subject.SIDECAR, "the stream was closed")));
  }

  private final class Pieces implements Flow.Subscriber<ByteBuffer> {

    private Flow.@Nullable Subscription subscription;

    @Override
    public void onSubscribe(Flow.Subscription subscription) {
      this.subscription = subscription;
      subscription.request(WINDOW);
    }

    @Override
    public void onNext(ByteBuffer piece) {
      signals.add(new Signal(piece, null));
    }

    @Override
    public void onError(Throwable failure) {
      signals.add(new Signal(null, failure));
    }

    @Override
    public void onComplete() {
      signals.add(Signal.END);
    }

    void more() {
      Objects.requireNonNull(subscription).request(1);
    }

    void cancel() {
      Objects.requireNonNull(subscription).cancel();
    }
  }
}
