package io.outrigger.runtime.fake;

import io.outrigger.spi.Call;
import io.outrigger.spi.file.FileFacts;
import io.outrigger.spi.file.FilePage;
import io.outrigger.spi.file.FileRequest;
import io.outrigger.spi.file.FileStore;
import io.outrigger.spi.file.ListRequest;
import io.outrigger.spi.file.ReadRequest;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;

/** Gives an endless file, and counts what is read from it and what is put. */
public final class FakeFileStore implements FileStore {

  public final AtomicLong given = new AtomicLong();
  public final AtomicLong taken = new AtomicLong();
  public final AtomicReference<String> ended = new AtomicReference<>("");

  /** Keeps puts from reading until it is opened. */
  public volatile CountDownLatch gate = new CountDownLatch(0);

  @Override
  public InputStream open(Call call, ReadRequest request) throws IOException {
    if (request.file().name().equals("broken")) {
      throw new IOException("disk error");
    }
    return new InputStream() {
      @Override
      public int read() {
        given.incrementAndGet();
        return 0;
      }

      @Override
      public int read(byte[] target, int offset, int length) {
        given.addAndGet(length);
        return length;
      }

      @Override
      public void close() {
        ended.set("closed");
      }
    };
  }

  @Override
  public void put(Call call, FileRequest request, InputStream content) throws IOException {
    try {
      gate.await();
      var buffer = new byte[64 * 1024];
      for (int read = content.read(buffer); read >= 0; read = content.read(buffer)) {
        taken.addAndGet(read);
      }
      ended.set("whole");
    } catch (IOException e) {
      ended.set("broken");
      throw e;
    } catch (InterruptedException e) {
      ended.set("broken");
      throw new IOException(e);
    }
  }

  @Override
  public CompletionStage<FilePage> list(Call call, ListRequest request) {
    return CompletableFuture.completedFuture(new FilePage(List.of(), ""));
  }

  @Override
  public CompletionStage<Void> delete(Call call, FileRequest request) {
    return CompletableFuture.completedFuture(null);
  }

  @Override
  public CompletionStage<FileFacts> stat(Call call, FileRequest request) {
    return CompletableFuture.completedFuture(
        new FileFacts(request.name(), 0, Instant.EPOCH, Map.of()));
  }
}
