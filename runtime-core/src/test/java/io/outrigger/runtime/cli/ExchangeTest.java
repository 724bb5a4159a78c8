package io.outrigger.runtime.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import com.google.protobuf.Empty;
import io.grpc.Server;
import io.grpc.netty.NettyServerBuilder;
import io.grpc.stub.StreamObserver;
import io.outrigger.proto.layotto.v1.GetFileRequest;
import io.outrigger.proto.layotto.v1.GetFileResponse;
import io.outrigger.proto.layotto.v1.PutFileRequest;
import io.outrigger.proto.layotto.v1.RuntimeGrpc;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Calls of methods that stream, against a plain gRPC server. */
final class ExchangeTest {

  private static final byte[] CONTENT = new byte[1_000_000];

  static {
    new Random(1).nextBytes(CONTENT);
  }

  @TempDir private Path directory;

  private final FileKeeper keeper = new FileKeeper();
  private final StringWriter out = new StringWriter();
  private Server server;

  @BeforeEach
  void start() throws IOException {
    server =
        NettyServerBuilder.forAddress(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
            .addService(keeper)
            .build()
            .start();
  }

  @AfterEach
  void stop() {
    server.shutdownNow();
  }

  @Test
  void a_file_is_sent_in_messages_of_256_kib_behind_the_request() throws IOException {
    var file = Files.write(directory.resolve("in.bin"), CONTENT);

    assertThat(call("PutFile", "{\"store_name\": \"f\", \"name\": \"x\"}", "-d", "@" + file))
        .isZero();

    assertThat(keeper.received.toByteArray()).isEqualTo(CONTENT);
    assertThat(keeper.messages).hasValue(1 + 4);
  }

  @Test
  void a_stream_of_responses_can_be_written_to_a_file() throws IOException {
    var file = directory.resolve("out.bin");

    assertThat(call("GetFile", "{}", "-o", file.toString())).isZero();

    assertThat(Files.readAllBytes(file)).isEqualTo(CONTENT);
    assertThat(out.toString()).contains("1000000 bytes written");
  }

  private int call(String method, String json, String option, String value) {
    var writer = new PrintWriter(out, true);
    var address = "127.0.0.1:" + server.getPort();
    return Main.run(
        new String[] {"call", "-a", address, method, json, option, value}, writer, writer);
  }

  /** Takes one file and gives {@link #CONTENT}. */
  private static final class FileKeeper extends RuntimeGrpc.RuntimeImplBase {

    private final ByteArrayOutputStream received = new ByteArrayOutputStream();
    private final AtomicInteger messages = new AtomicInteger();

    @Override
    public StreamObserver<PutFileRequest> putFile(StreamObserver<Empty> answer) {
      return new StreamObserver<>() {
        @Override
        public void onNext(PutFileRequest part) {
          messages.incrementAndGet();
          try {
            part.getData().writeTo(received);
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
        }

        @Override
        public void onError(Throwable failure) {}

        @Override
        public void onCompleted() {
          answer.onNext(Empty.getDefaultInstance());
          answer.onCompleted();
        }
      };
    }

    @Override
    public void getFile(GetFileRequest request, StreamObserver<GetFileResponse> answer) {
      for (int from = 0; from < CONTENT.length; from += 100_000) {
        answer.onNext(
            GetFileResponse.newBuilder()
                .setData(ByteString.copyFrom(CONTENT, from, 100_000))
                .build());
      }
      answer.onCompleted();
    }
  }
}
