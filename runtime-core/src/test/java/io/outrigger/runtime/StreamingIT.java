package io.outrigger.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import com.google.protobuf.ByteString;
import com.google.protobuf.Empty;
import io.grpc.CallOptions;
import io.grpc.ClientCall;
import io.grpc.ManagedChannel;
import io.grpc.Metadata;
import io.grpc.Status;
import io.grpc.Status.Code;
import io.grpc.netty.NettyChannelBuilder;
import io.outrigger.proto.layotto.v1.GetFileRequest;
import io.outrigger.proto.layotto.v1.GetFileResponse;
import io.outrigger.proto.layotto.v1.PutFileRequest;
import io.outrigger.proto.layotto.v1.RuntimeGrpc;
import io.outrigger.runtime.component.ComponentCatalog;
import io.outrigger.runtime.config.ConfigReader;
import io.outrigger.runtime.config.Environment;
import io.outrigger.runtime.config.ListenAddress;
import io.outrigger.runtime.fake.FakeFileStore;
import io.outrigger.spi.ComponentDescriptor;
import io.outrigger.spi.Kind.NoSettings;
import io.outrigger.spi.file.FileStore;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** Streams in both directions, with clients and stores that are slow, go away or fail. */
final class StreamingIT {

  private static final String CONFIG =
      """
      {"server": {"listen": ["127.0.0.1:0"], "graceful_stop_timeout": "0s"},
       "components": {"file": {"f": {"type": "fake"}}}}
      """;

  /** What the client of this test takes in before it is read; by itself it would take more. */
  private static final int CLIENT_WINDOW_BYTES = 64 * 1024;

  private static final long PIECE_BYTES = 256 * 1024;

  private final ListAppender<ILoggingEvent> logged = new ListAppender<>();
  private final FakeFileStore store = new FakeFileStore();
  private Sidecar sidecar;
  private ManagedChannel channel;

  @BeforeEach
  void start() {
    var descriptor =
        ComponentDescriptor.of(
            FileStore.KIND, "fake", NoSettings.class, (settings, context) -> store);
    var config =
        new ConfigReader(
                ComponentCatalog.of(List.of(() -> List.of(descriptor))), Environment.of(Map.of()))
            .read("test.json", CONFIG.getBytes(StandardCharsets.UTF_8));
    logged.start();
    ((Logger) LoggerFactory.getLogger("io.grpc")).addAppender(logged);
    sidecar = Sidecar.start("test.json", config);
    var address = (ListenAddress.Tcp) sidecar.addresses().getFirst();
    channel =
        NettyChannelBuilder.forAddress(address.host(), address.port())
            .usePlaintext()
            .flowControlWindow(CLIENT_WINDOW_BYTES)
            .build();
  }

  @AfterEach
  void stop() {
    channel.shutdownNow();
    sidecar.close();
    ((Logger) LoggerFactory.getLogger("io.grpc")).detachAppender(logged);
  }

  @Test
  void a_client_that_does_not_read_holds_a_bounded_part_of_the_file() {
    var call = new Download();
    call.take(1);
    await().until(() -> call.received.get() > 0);

    await()
        .during(Duration.ofMillis(500))
        .untilAsserted(() ->
            assertThat(store.given.get() - call.received.get())
                .isLessThanOrEqualTo(CLIENT_WINDOW_BYTES + 2 * PIECE_BYTES));
    call.take(100);
    await().until(() -> call.received.get() >= 101 * 256L * 1024);

    call.cancel();
    await().untilAsserted(() -> assertThat(store.ended).hasValue("closed"));
  }

  @Test
  void clients_that_go_while_they_are_sent_to_disturb_nobody() {
    for (int i = 0; i < 200; i++) {
      var call = new Download();
      call.take(1000);
      await().pollInterval(Duration.ofMillis(1)).until(() -> call.received.get() > 0);
      call.cancel();
    }
    var whole = new Upload();
    whole.send(100_000);
    whole.halfClose();

    await().until(() -> whole.status.get() != null);
    assertThat(whole.status.get().isOk()).isTrue();
    assertThat(logged.list)
        .extracting(ILoggingEvent::getFormattedMessage)
        .noneMatch(line -> line.contains("frame") || line.contains("internal error"));
  }

  @Test
  void a_client_that_goes_ends_the_reading() {
    var call = new Download();
    call.take(3);
    await().until(() -> call.received.get() > 0);

    call.cancel();

    await().untilAsserted(() -> assertThat(store.ended).hasValue("closed"));
  }

  @Test
  void a_file_that_cannot_be_opened_is_a_status_and_not_an_empty_file() {
    var call = new Download("broken");
    call.take(1);

    await().until(() -> call.status.get() != null);
    assertThat(call.status.get().getCode()).isEqualTo(Code.UNAVAILABLE);
    assertThat(call.status.get().getDescription()).isEqualTo("get file fail,err: disk error");
  }

  @Test
  void an_upload_arrives_whole() {
    var call = new Upload();
    for (int i = 0; i < 40; i++) {
      call.send(100_000);
    }
    call.halfClose();

    await().until(() -> call.status.get() != null);
    assertThat(call.status.get().isOk()).isTrue();
    assertThat(store.taken).hasValue(4_000_000);
    assertThat(store.ended).hasValue("whole");
  }

  @Test
  void a_store_that_does_not_read_stops_the_client() {
    store.gate = new CountDownLatch(1);
    var call = new Upload();
    var sent = new AtomicLong();

    await()
        .during(Duration.ofMillis(500))
        .until(() -> {
          while (call.isReady() && sent.get() < 100_000_000) {
            call.send(100_000);
            sent.addAndGet(100_000);
          }
          return sent.get() < 8_000_000;
        });
    store.gate.countDown();
    call.halfClose();

    await().until(() -> call.status.get() != null);
    assertThat(store.taken).hasValue(sent.get());
  }

  @Test
  void an_upload_whose_client_goes_is_broken_and_not_whole() {
    var call = new Upload();
    call.send(100_000);
    await().until(() -> store.taken.get() > 0);

    call.cancel();

    await().untilAsserted(() -> assertThat(store.ended).hasValue("broken"));
  }

  @Test
  void an_upload_without_a_message_is_an_invalid_argument() {
    var call = new Upload();
    call.halfClose();

    await().until(() -> call.status.get() != null);
    assertThat(call.status.get().getCode()).isEqualTo(Code.INVALID_ARGUMENT);
  }

  @Test
  void an_upload_to_an_unknown_store_ends_at_once() {
    var call = new Upload();
    call.send(PutFileRequest.newBuilder().setStoreName("nope").build());

    await().until(() -> call.status.get() != null);
    assertThat(call.status.get().getCode()).isEqualTo(Code.INVALID_ARGUMENT);
    assertThat(call.status.get().getDescription()).isEqualTo("not support store type: nope");
  }

  /** Takes a file as slowly as the test wants. */
  private final class Download extends ClientCall.Listener<GetFileResponse> {

    private final ClientCall<GetFileRequest, GetFileResponse> call =
        channel.newCall(RuntimeGrpc.getGetFileMethod(), CallOptions.DEFAULT);
    private final AtomicLong received = new AtomicLong();
    private final AtomicReference<Status> status = new AtomicReference<>();

    Download() {
      this("endless");
    }

    Download(String name) {
      call.start(this, new Metadata());
      call.sendMessage(GetFileRequest.newBuilder().setStoreName("f").setName(name).build());
      call.halfClose();
    }

    void take(int messages) {
      call.request(messages);
    }

    void cancel() {
      call.cancel("the test goes", null);
    }

    @Override
    public void onMessage(GetFileResponse message) {
      received.addAndGet(message.getData().size());
    }

    @Override
    public void onClose(Status end, Metadata trailers) {
      status.set(end);
    }
  }

  /** Puts a file, piece by piece. */
  private final class Upload extends ClientCall.Listener<Empty> {

    private final ClientCall<PutFileRequest, Empty> call =
        channel.newCall(RuntimeGrpc.getPutFileMethod(), CallOptions.DEFAULT);
    private final AtomicReference<Status> status = new AtomicReference<>();

    Upload() {
      call.start(this, new Metadata());
      call.request(1);
    }

    boolean isReady() {
      return call.isReady();
    }

    void send(int bytes) {
      send(
          PutFileRequest.newBuilder()
              .setStoreName("f")
              .setName("x")
              .setData(ByteString.copyFrom(new byte[bytes]))
              .build());
    }

    void send(PutFileRequest message) {
      call.sendMessage(message);
    }

    void halfClose() {
      call.halfClose();
    }

    void cancel() {
      call.cancel("the test goes", null);
    }

    @Override
    public void onClose(Status end, Metadata trailers) {
      status.set(end);
    }
  }
}
