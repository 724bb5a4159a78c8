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
import io.outrigger.runtime.server.ClientConnection;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** Puts and gets large files of the store {@code file_demo}, in pieces and with back-pressure. */
final class FileTransfer {

  private static final int PIECE_BYTES = 256 * 1024;
  private static final int PATIENCE_SECONDS = 300;

  private FileTransfer() {}

  /** Puts so many random bytes, which are always the same, and answers their SHA-256. */
  static String put(ClientConnection connection, String name, long bytes) throws Exception {
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

  /** Gets a file, and answers its SHA-256. */
  static String get(ClientConnection connection, String name) throws Exception {
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
        assertThat(ready.tryAcquire(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
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
      done.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
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
