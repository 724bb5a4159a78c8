package io.outrigger.benchmarks.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.ByteString;
import com.google.protobuf.Empty;
import io.grpc.stub.StreamObserver;
import io.outrigger.benchmarks.measuring.BenchmarkException;
import io.outrigger.benchmarks.measuring.LoopbackService;
import io.outrigger.proto.layotto.v1.GetFileRequest;
import io.outrigger.proto.layotto.v1.GetFileResponse;
import io.outrigger.proto.layotto.v1.PutFileRequest;
import io.outrigger.proto.layotto.v1.RuntimeGrpc;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class FileClientTest {

  private static final int PIECES = 5;

  private final Files files = new Files();
  private final byte[] content = new byte[PIECES * Sample.PIECE_BYTES];
  private Sample sample;
  private LoopbackService service;
  private FileClient client;

  @BeforeEach
  void start() throws Exception {
    service = new LoopbackService(files);
    new Random(1).nextBytes(content);
    sample = new Sample(Path.of("nowhere"), content);
    client = new FileClient(service.channel(), sample);
  }

  @AfterEach
  void stop() {
    service.close();
  }

  @Test
  void what_is_put_arrives_whole_and_is_got_again() throws Exception {
    long put = client.put("a", 1).bytes();
    client.check("a");

    assertThat(put).isPositive().isEqualTo((long) content.length * files.puts.get());
    assertThat(files.kept("a").toByteArray()).isEqualTo(content);
    assertThat(client.get("a", 1).bytes()).isPositive().isEqualTo(files.sentWithoutCheck());
  }

  @Test
  void a_file_that_is_too_short_ends_the_run() {
    files.kept.put("short", ByteString.copyFrom(content, 0, 1000));

    assertThatThrownBy(() -> client.get("short", 1))
        .isInstanceOf(BenchmarkException.class)
        .hasMessage("GetFile of short: 1000 bytes (expected: %d)", content.length);
  }

  @Test
  void other_bytes_than_those_of_the_sample_end_the_run() {
    files.kept.put("other", ByteString.copyFrom(new byte[content.length]));

    assertThatThrownBy(() -> client.check("other"))
        .isInstanceOf(BenchmarkException.class)
        .hasMessageStartingWith("GetFile of other: SHA-256 ")
        .hasMessageEndingWith("(expected: " + sample.digest() + ")");
  }

  @Test
  void a_call_that_fails_ends_the_run() {
    assertThatThrownBy(() -> client.get("missing", 1))
        .isInstanceOf(BenchmarkException.class)
        .hasMessageContaining("UNKNOWN");
  }

  private static final class Files extends RuntimeGrpc.RuntimeImplBase {

    private final Map<String, ByteString> kept = new ConcurrentHashMap<>();
    private final AtomicInteger puts = new AtomicInteger();
    private final AtomicLong sent = new AtomicLong();

    /** The first answer was that to the check. */
    private long sentWithoutCheck() {
      return sent.get() - kept("a").size();
    }

    private ByteString kept(String name) {
      return Objects.requireNonNull(kept.get(name), name);
    }

    @Override
    public void getFile(GetFileRequest request, StreamObserver<GetFileResponse> response) {
      var content = kept(request.getName());
      sent.addAndGet(content.size());
      for (int at = 0; at < content.size(); at += Sample.PIECE_BYTES) {
        var end = Math.min(content.size(), at + Sample.PIECE_BYTES);
        response.onNext(GetFileResponse.newBuilder().setData(content.substring(at, end)).build());
      }
      response.onCompleted();
    }

    @Override
    public StreamObserver<PutFileRequest> putFile(StreamObserver<Empty> response) {
      return new StreamObserver<>() {

        private String name = "";
        private ByteString content = ByteString.EMPTY;

        @Override
        public void onNext(PutFileRequest piece) {
          name = piece.getName();
          content = content.concat(piece.getData());
        }

        @Override
        public void onError(Throwable failure) {}

        @Override
        public void onCompleted() {
          kept.put(name, content);
          puts.incrementAndGet();
          response.onNext(Empty.getDefaultInstance());
          response.onCompleted();
        }
      };
    }
  }
}
