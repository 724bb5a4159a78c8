package io.outrigger.benchmarks.files;

import com.google.protobuf.ByteString;
import io.grpc.Channel;
import io.grpc.stub.StreamObserver;
import io.outrigger.benchmarks.measuring.BenchmarkException;
import io.outrigger.proto.layotto.v1.GetFileRequest;
import io.outrigger.proto.layotto.v1.GetFileResponse;
import io.outrigger.proto.layotto.v1.PutFileRequest;
import io.outrigger.proto.layotto.v1.RuntimeGrpc;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;

/** Puts and gets the sample with grpc-java, over TCP, with back-pressure, a file at a time. */
final class FileClient {

  private static final int PATIENCE_SECONDS = 60;

  private final Channel channel;
  private final Sample sample;

  /** A client that calls over {@code channel}, whose event loop does its work. */
  FileClient(Channel channel, Sample sample) {
    this.channel = channel;
    this.sample = sample;
  }

  /** Puts the sample under a name over and over. */
  Tally put(String name, int seconds) throws InterruptedException {
    var requests = sample.pieces().stream().map(piece -> request(name, piece)).toList();
    return Tally.repeat(seconds, () -> put(requests));
  }

  private static PutFileRequest request(String name, ByteString piece) {
    return PutFileRequest.newBuilder()
        .setStoreName(Stores.NAME)
        .setName(name)
        .setData(piece)
        .build();
  }

  private long put(List<PutFileRequest> requests) throws InterruptedException {
    var upload = new Upload(requests);
    var _ = RuntimeGrpc.newStub(channel).putFile(upload);
    await(upload.done());
    return sample.size();
  }

  /** Gets the sample by a name over and over. */
  Tally get(String name, int seconds) throws InterruptedException {
    return Tally.repeat(seconds, () -> get(name, piece -> {}));
  }

  /**
   * Checks that what has a name is the sample.
   *
   * @throws BenchmarkException when it is not
   */
  void check(String name) throws InterruptedException {
    var sum = new Sha256();
    var _ = get(name, piece -> piece.asReadOnlyByteBufferList().forEach(sum::add));
    var digest = sum.text();
    if (!digest.equals(sample.digest())) {
      throw new BenchmarkException(
          "GetFile of %s: SHA-256 %s (expected: %s)".formatted(name, digest, sample.digest()));
    }
  }

  private long get(String name, Consumer<ByteString> taker) throws InterruptedException {
    var request = GetFileRequest.newBuilder().setStoreName(Stores.NAME).setName(name).build();
    var download = new Download(taker);
    RuntimeGrpc.newStub(channel).getFile(request, download);
    long bytes = await(download.done);
    int expected = sample.size();
    if (bytes != expected) {
      throw new BenchmarkException(
          "GetFile of %s: %d bytes (expected: %d)".formatted(name, bytes, expected));
    }
    return bytes;
  }

  private static <T> T await(CompletableFuture<T> done) throws InterruptedException {
    try {
      return done.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    } catch (ExecutionException e) {
      throw new BenchmarkException(String.valueOf(e.getCause()));
    } catch (TimeoutException e) {
      throw new BenchmarkException("a file was not moved in " + PATIENCE_SECONDS + " s");
    }
  }

  private static final class Download implements StreamObserver<GetFileResponse> {

    private final Consumer<ByteString> taker;
    private final CompletableFuture<Long> done = new CompletableFuture<>();
    private long bytes;

    Download(Consumer<ByteString> taker) {
      this.taker = taker;
    }

    @Override
    public void onNext(GetFileResponse piece) {
      taker.accept(piece.getData());
      bytes += piece.getData().size();
    }

    @Override
    public void onError(Throwable failure) {
      done.completeExceptionally(failure);
    }

    @Override
    public void onCompleted() {
      done.complete(bytes);
    }
  }
}
