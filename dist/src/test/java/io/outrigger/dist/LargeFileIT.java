package io.outrigger.dist;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import com.google.protobuf.Empty;
import com.google.protobuf.UnsafeByteOperations;
import io.grpc.stub.ClientCallStreamObserver;
import io.grpc.stub.ClientResponseObserver;
import io.outrigger.proto.layotto.v1.GetFileRequest;
import io.outrigger.proto.layotto.v1.PutFileRequest;
import io.outrigger.proto.layotto.v1.RuntimeGrpc;
import io.outrigger.runtime.config.ListenAddress;
import io.outrigger.runtime.server.ClientConnection;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A file that is larger than the sidecar: 300 MiB, or 4 GiB by {@code ./outrigger soak file}. */
@Tag("soak-file")
final class LargeFileIT {

  private static final int PIECE_BYTES = 256 * 1024;
  private static final long BYTES = Boolean.getBoolean("outrigger.soak") ? 4L << 30 : 300L << 20;
  private static final long WARM_UP_BYTES = 64L << 20;
  private static final long MOST_GROWTH_BYTES = 64L << 20;

  @TempDir private Path directory;

  @Test
  void a_large_file_goes_through_a_small_heap_and_comes_back_the_same() throws Exception {
    try (var sidecar =
            SidecarProcess.start(directory, Standalone.config(directory), "OUTRIGGER_HEAP=64m");
        var connection =
            new ClientConnection(ListenAddress.parse(sidecar.addresses().getFirst()), 4 << 20)) {
      put(connection, "warm-up", WARM_UP_BYTES);
      get(connection, "warm-up");
      var before = sidecar.residentBytes();

      var began = System.nanoTime();
      var sent = put(connection, "large", BYTES);
      var put = System.nanoTime() - began;
      var afterPut = sidecar.residentBytes();
      var received = get(connection, "large");
      var got = System.nanoTime() - began - put;
      var after = Math.max(afterPut, sidecar.residentBytes());

      print(before, after, put, got);
      assertThat(received).isEqualTo(sent);
      assertThat(after - before).isLessThan(MOST_GROWTH_BYTES);
    }
  }

  private static void print(long before, long after, long putNanos, long getNanos) {
    System.out.printf(
        Locale.ROOT,
        "large file: %d MiB; PutFile %.0f MB/s, GetFile %.0f MB/s; resident %d MiB before, %d MiB"
            + " at most%n",
        BYTES >> 20,
        BYTES * 1e3 / putNanos,
        BYTES * 1e3 / getNanos,
        before >> 20,
        after >> 20);
  }

  private static String put(ClientConnection connection, String name, long bytes) throws Exception {
    var upload = new Upload();
    RuntimeGrpc.newStub(connection.channel()).putFile(upload);
    var digest = sha256();
    var random = new Random(bytes);
    for (long sent = 0; sent < bytes; sent += PIECE_BYTES) {
      var piece = new byte[PIECE_BYTES];
      random.nextBytes(piece);
      digest.update(piece);
      upload.send(name, UnsafeByteOperations.unsafeWrap(piece));
    }
    upload.finish();
    return HexFormat.of().formatHex(digest.digest());
  }

  private static String get(ClientConnection connection, String name) throws Exception {
    var request = GetFileRequest.newBuilder().setStoreName("file_demo").setName(name).build();
    var digest = sha256();
    RuntimeGrpc.newBlockingStub(connection.channel())
        .getFile(request)
        .forEachRemaining(
            piece -> piece.getData().asReadOnlyByteBufferList().forEach(digest::update));
    return HexFormat.of().formatHex(digest.digest());
  }

  private static MessageDigest sha256() throws NoSuchAlgorithmException {
    return MessageDigest.getInstance("SHA-256");
  }

  /** Sends pieces when the sidecar takes them. */
  private static final class Upload implements ClientResponseObserver<PutFileRequest, Empty> {

    private final CompletableFuture<Void> done = new CompletableFuture<>();
    private final Semaphore ready = new Semaphore(0);
    private final CompletableFuture<ClientCallStreamObserver<PutFileRequest>> stream =
        new CompletableFuture<>();

    void send(String name, ByteString piece) throws Exception {
      var requests = stream.get();
      while (!requests.isReady() && !done.isDone()) {
        assertThat(ready.tryAcquire(60, TimeUnit.SECONDS)).isTrue();
      }
      requests.onNext(
          PutFileRequest.newBuilder()
              .setStoreName("file_demo")
              .setName(name)
              .setData(piece)
              .build());
    }

    void finish() throws Exception {
      stream.get().onCompleted();
      done.get(60, TimeUnit.SECONDS);
    }

    @Override
    public void beforeStart(ClientCallStreamObserver<PutFileRequest> requests) {
      requests.setOnReadyHandler(ready::release);
      stream.complete(requests);
    }

    @Override
    public void onNext(Empty value) {}

    @Override
    public void onError(Throwable failure) {
      done.completeExceptionally(failure);
      ready.release();
    }

    @Override
    public void onCompleted() {
      done.complete(null);
    }
  }
}
