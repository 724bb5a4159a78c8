package io.outrigger.runtime.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.grpc.Metadata;
import io.grpc.ServerStreamTracer;
import io.grpc.ServerTransportFilter;
import io.grpc.health.v1.HealthCheckRequest;
import io.grpc.health.v1.HealthCheckResponse.ServingStatus;
import io.grpc.health.v1.HealthGrpc;
import io.grpc.stub.StreamObserver;
import io.outrigger.proto.layotto.v1.RuntimeGrpc;
import io.outrigger.proto.layotto.v1.SayHelloRequest;
import io.outrigger.proto.layotto.v1.SayHelloResponse;
import io.outrigger.runtime.config.LimitSettings;
import io.outrigger.runtime.config.ListenAddress;
import io.outrigger.runtime.config.ServerSettings;
import io.outrigger.spi.DataSize;
import java.io.IOException;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Starting and stopping, with one loop and a greeting that the test gives when it likes. */
final class SidecarServerTest {

  private static final ServerStreamTracer.Factory NO_WATCH =
      new ServerStreamTracer.Factory() {
        @Override
        public ServerStreamTracer newServerStreamTracer(String method, Metadata headers) {
          return new ServerStreamTracer() {};
        }
      };

  private static final Duration SOON = Duration.ofSeconds(15);

  @TempDir private Path directory;

  private final SlowGreeter greeter = new SlowGreeter();
  private EventLoops loops = new EventLoops(1);

  @AfterEach
  void close() {
    loops.close();
  }

  @Test
  void connections_that_never_spoke_do_not_shorten_the_graceful_stop() throws Exception {
    var server = server(Duration.ofSeconds(20), new ListenAddress.Tcp("127.0.0.1", 0));
    var address = (ListenAddress.Tcp) server.start().getFirst();
    for (int i = 0; i < 5; i++) {
      new Socket(address.host(), address.port()).close();
    }
    Thread stopping;
    try (var client = new ClientConnection(address, 1 << 20)) {
      assertThat(health(client)).isNotNull();

      stopping = Thread.ofPlatform().start(server::stop);
      await().until(() -> health(client) == ServingStatus.NOT_SERVING);

      assertThat(stopping.join(Duration.ofMillis(300))).isFalse();
      assertThat(health(client)).isEqualTo(ServingStatus.NOT_SERVING);
    }
    assertThat(stopping.join(SOON)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void a_stopping_server_leaves_the_socket_of_its_successor(boolean epoll) throws Exception {
    loops.close();
    loops = new EventLoops(1, epoll);
    var address = new ListenAddress.Unix(directory.resolve("socket"));
    var first = server(Duration.ZERO, address);
    first.start();
    try (var client = new ClientConnection(address, 1 << 20)) {
      var answer = RuntimeGrpc.newFutureStub(client.channel()).sayHello(hello());
      var pending = greeter.called.get(10, TimeUnit.SECONDS);
      var stopping = Thread.ofPlatform().start(first::stop);
      await().until(() -> !address.path().toFile().exists());
      var second = server(Duration.ZERO, address);
      second.start();

      greet(pending);
      answer.get(10, TimeUnit.SECONDS);
      assertThat(stopping.join(SOON)).isTrue();

      assertThat(address.path()).exists();
      try (var next = new ClientConnection(address, 1 << 20)) {
        assertThat(health(next)).isNotNull();
      }
      second.stop();
    }
    assertThat(address.path()).doesNotExist();
  }

  @Test
  void an_interrupted_stop_still_stops_and_stays_interrupted() throws Exception {
    var server = server(Duration.ofSeconds(30), new ListenAddress.Tcp("127.0.0.1", 0));
    var address = (ListenAddress.Tcp) server.start().getFirst();
    try (var client = new ClientConnection(address, 1 << 20)) {
      assertThat(health(client)).isNotNull();
      var interrupted = new CompletableFuture<Boolean>();
      var stopping =
          Thread.ofPlatform()
              .start(() -> {
                server.stop();
                interrupted.complete(Thread.currentThread().isInterrupted());
              });

      stopping.interrupt();

      assertThat(interrupted.get(15, TimeUnit.SECONDS)).isTrue();
      assertThatThrownBy(() -> new Socket(address.host(), address.port()).close())
          .isInstanceOf(IOException.class);
      await().untilAsserted(() -> assertThat(threads("outrigger-watchdog")).isEmpty());
    }
  }

  @Test
  void a_failed_start_leaves_no_thread_and_no_socket() {
    var socket = new ListenAddress.Unix(directory.resolve("socket"));
    var impossible = new ListenAddress.Unix(directory.resolve("none/socket"));

    assertThatThrownBy(() -> server(Duration.ZERO, socket, impossible).start())
        .isInstanceOf(ListenException.class);

    assertThat(threads("outrigger-watchdog")).isEmpty();
    await().untilAsserted(() -> assertThat(socket.path()).doesNotExist());
  }

  private SidecarServer server(Duration graceful, ListenAddress... listen) {
    var settings =
        new ServerSettings(
            List.of(listen),
            DataSize.ofBytes(1 << 20),
            graceful,
            1,
            Duration.ofSeconds(5),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            LimitSettings.defaults());
    var path = new CallPath(NO_WATCH, new ServerTransportFilter() {}, List.of());
    return new SidecarServer(settings, loops, path, List.of(greeter.bindService()));
  }

  private static ServingStatus health(ClientConnection client) {
    return HealthGrpc.newBlockingStub(client.channel())
        .withDeadlineAfter(10, TimeUnit.SECONDS)
        .check(HealthCheckRequest.getDefaultInstance())
        .getStatus();
  }

  private static List<String> threads(String prefix) {
    return Thread.getAllStackTraces().keySet().stream()
        .map(Thread::getName)
        .filter(name -> name.startsWith(prefix))
        .toList();
  }

  private static SayHelloRequest hello() {
    return SayHelloRequest.getDefaultInstance();
  }

  private static void greet(StreamObserver<SayHelloResponse> pending) {
    pending.onNext(SayHelloResponse.getDefaultInstance());
    pending.onCompleted();
  }

  /** Leaves the answer to the test. */
  private static final class SlowGreeter extends RuntimeGrpc.RuntimeImplBase {

    private final CompletableFuture<StreamObserver<SayHelloResponse>> called =
        new CompletableFuture<>();

    @Override
    public void sayHello(SayHelloRequest request, StreamObserver<SayHelloResponse> answer) {
      called.complete(answer);
    }
  }
}
