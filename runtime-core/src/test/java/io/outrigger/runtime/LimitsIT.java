package io.outrigger.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.grpc.Metadata;
import io.grpc.Status;
import io.grpc.Status.Code;
import io.grpc.StatusRuntimeException;
import io.grpc.health.v1.HealthCheckRequest;
import io.grpc.health.v1.HealthCheckResponse.ServingStatus;
import io.grpc.health.v1.HealthGrpc;
import io.grpc.stub.MetadataUtils;
import io.outrigger.proto.layotto.v1.GetStateRequest;
import io.outrigger.proto.layotto.v1.GetStateResponse;
import io.outrigger.proto.layotto.v1.RuntimeGrpc;
import io.outrigger.proto.layotto.v1.SayHelloRequest;
import io.outrigger.runtime.config.ListenAddress;
import io.outrigger.runtime.fake.FakeStateStore;
import io.outrigger.runtime.fake.Fakes;
import io.outrigger.runtime.server.ClientConnection;
import io.outrigger.spi.state.StateValue;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Limits over real sockets, with a store that answers when the test likes. */
final class LimitsIT {

  private static final String HELLO = "spec.proto.runtime.v1.Runtime/SayHello";

  private final CompletableFuture<StateValue> value = new CompletableFuture<>();
  private final AtomicInteger arrived = new AtomicInteger();
  private final FakeStateStore store = new FakeStateStore();
  private final List<AutoCloseable> open = new ArrayList<>();

  @AfterEach
  void close() throws Exception {
    for (var resource : open.reversed()) {
      resource.close();
    }
  }

  @Test
  void the_calls_of_one_connection_too_many_are_refused_until_another_ends() {
    var sidecar = start("\"max_connections\": 2");
    var first = client(sidecar);
    var second = client(sidecar);
    assertThat(greet(first).isOk()).isTrue();
    assertThat(greet(second).isOk()).isTrue();

    var third = client(sidecar);

    assertRefused(greet(third), "server.limits.max_connections (2) connections are open");
    assertThat(greet(first).isOk()).isTrue();
    assertThat(health(third)).isEqualTo(ServingStatus.SERVING);
    second.close();
    await().untilAsserted(() -> assertThat(greet(third).isOk()).isTrue());
    assertRefused(greet(client(sidecar)), "server.limits.max_connections (2) connections are open");
  }

  @Test
  void sockets_far_beyond_the_limit_are_closed_at_once() throws Exception {
    var sidecar = start("\"max_connections\": 2");
    var served = client(sidecar);
    assertThat(greet(served).isOk()).isTrue();
    var address = (ListenAddress.Tcp) sidecar.addresses().getFirst();
    var sockets = new ArrayList<Socket>();
    for (int i = 0; i < 100; i++) {
      var socket = new Socket(address.host(), address.port());
      socket.setSoTimeout(500);
      open.add(socket);
      sockets.add(socket);
    }

    await().until(() -> sockets.stream().filter(LimitsIT::isClosed).count() == 100 - 65);
    assertThat(greet(served).isOk()).isTrue();
  }

  /** What the server sends to a connection that it takes is its settings. */
  private static boolean isClosed(Socket socket) {
    try {
      return socket.getInputStream().available() == 0 && socket.getInputStream().read() < 0;
    } catch (SocketTimeoutException e) {
      return false;
    } catch (IOException e) {
      return true;
    }
  }

  @Test
  void calls_beyond_those_that_may_run_at_once_are_refused() throws Exception {
    assertConcurrency("max_calls", true);
  }

  @Test
  void so_are_those_of_one_connection_while_others_go_on() throws Exception {
    assertConcurrency("max_calls_per_connection", false);
  }

  private void assertConcurrency(String limit, boolean ofAll) throws Exception {
    var sidecar = start("\"%s\": 3".formatted(limit));
    var busy = client(sidecar);
    var running = pending(busy, 3);
    await().untilAtomic(arrived, count -> assertThat(count).isEqualTo(3));

    assertRefused(greet(busy), "server.limits.%s (3) calls are running".formatted(limit));
    assertThat(greet(client(sidecar)).isOk()).isEqualTo(!ofAll);
    assertThat(health(busy)).isEqualTo(ServingStatus.SERVING);

    running.getFirst().cancel(true);
    await().untilAsserted(() -> assertThat(greet(busy).isOk()).isTrue());
    value.complete(StateValue.absent());
    for (var call : running.subList(1, 3)) {
      assertThat(call.get(10, TimeUnit.SECONDS)).isNotNull();
    }
    await()
        .untilAsserted(() -> {
          var calls = pending(busy, 3);
          for (var call : calls) {
            assertThat(call.get(10, TimeUnit.SECONDS)).isNotNull();
          }
        });
  }

  private List<? extends Future<GetStateResponse>> pending(ClientConnection client, int count) {
    var stub = RuntimeGrpc.newFutureStub(client.channel());
    var get = GetStateRequest.newBuilder().setStoreName("s").setKey("k").build();
    return IntStream.range(0, count).mapToObj(i -> stub.getState(get)).toList();
  }

  @Test
  void calls_that_come_too_fast_are_refused() {
    var client = client(start("\"calls_per_second\": 20"));

    var statuses = IntStream.range(0, 200).mapToObj(i -> greet(client)).toList();

    assertSomeAreRefused(statuses, 20, "server.limits.calls_per_second (20) calls have begun");
  }

  @Test
  void a_connection_that_calls_too_fast_leaves_the_others_alone() {
    var sidecar = start("\"calls_per_second_per_connection\": 20");
    var client = client(sidecar);

    var statuses = IntStream.range(0, 200).mapToObj(i -> greet(client)).toList();

    assertSomeAreRefused(
        statuses, 20, "server.limits.calls_per_second_per_connection (20) calls have begun");
    assertThat(greet(client(sidecar)).isOk()).isTrue();
  }

  @Test
  void a_method_has_its_own_rate() {
    var client = client(start("\"methods\": {\"%s\": 10}".formatted(HELLO)));
    value.complete(StateValue.absent());

    var statuses = IntStream.range(0, 100).mapToObj(i -> greet(client)).toList();

    var expected = "server.limits.methods \"%s\" (10) calls have begun".formatted(HELLO);
    assertSomeAreRefused(statuses, 10, expected);
    for (var call : pending(client, 50)) {
      assertThat(call).succeedsWithin(10, TimeUnit.SECONDS);
    }
  }

  @Test
  void a_call_that_another_limit_refuses_takes_nothing_of_a_rate() throws Exception {
    var sidecar = start("\"max_calls\": 1, \"methods\": {\"%s\": 0.01}".formatted(HELLO));
    var client = client(sidecar);
    var running = pending(client, 1).getFirst();
    await().untilAtomic(arrived, count -> assertThat(count).isEqualTo(1));
    for (int i = 0; i < 5; i++) {
      assertRefused(greet(client), "server.limits.max_calls (1) calls are running");
    }

    value.complete(StateValue.absent());
    assertThat(running.get(10, TimeUnit.SECONDS)).isNotNull();

    // The end of a call is seen by its client first; what is refused meanwhile takes nothing.
    await().until(() -> greet(client).isOk());
    assertRefused(
        greet(client),
        "server.limits.methods \"%s\" (0.01) calls have begun in this second".formatted(HELLO));
  }

  @Test
  void headers_beyond_the_limit_are_refused_and_the_connection_goes_on() {
    var client = client(start("\"max_header_size\": \"2KiB\""));
    var headers = new Metadata();
    headers.put(Metadata.Key.of("x", Metadata.ASCII_STRING_MARSHALLER), "x".repeat(2100));
    var large =
        RuntimeGrpc.newBlockingStub(client.channel())
            .withInterceptors(MetadataUtils.newAttachHeadersInterceptor(headers));

    // Clients that heed what the server says send nothing; the others are answered 431.
    assertThat(status(large).getCode()).isEqualTo(Code.INTERNAL);
    assertThat(greet(client).isOk()).isTrue();
  }

  private static void assertSomeAreRefused(List<Status> statuses, int rate, String message) {
    var refused = statuses.stream().filter(status -> !status.isOk()).toList();
    assertThat(statuses.size() - refused.size()).isGreaterThanOrEqualTo(rate);
    assertThat(refused)
        .isNotEmpty()
        .allSatisfy(status -> assertRefused(status, message + " in this second"));
  }

  private static void assertRefused(Status status, String message) {
    assertThat(status.getCode()).as(message).isEqualTo(Code.RESOURCE_EXHAUSTED);
    assertThat(status.getDescription()).isEqualTo(message);
  }

  private Sidecar start(String limits) {
    store.onGet =
        (call, request) -> {
          arrived.incrementAndGet();
          return value.copy();
        };
    var json =
        """
        {"app": {"call_timeout": "60s"},
         "server": {"graceful_stop_timeout": "0s", "listen": ["127.0.0.1:0"], "limits": {%s}},
         "components": {"state": {"s": {"type": "fake"}}, "hello": {"h": {"type": "fake"}}}}
        """
            .formatted(limits);
    var sidecar = Sidecar.start("test.json", Fakes.config(store, json));
    open.add(sidecar);
    return sidecar;
  }

  private ClientConnection client(Sidecar sidecar) {
    var connection = new ClientConnection(sidecar.addresses().getFirst(), 1 << 20);
    open.add(connection);
    return connection;
  }

  private static ServingStatus health(ClientConnection client) {
    return HealthGrpc.newBlockingStub(client.channel())
        .check(HealthCheckRequest.getDefaultInstance())
        .getStatus();
  }

  private static Status greet(ClientConnection client) {
    return status(RuntimeGrpc.newBlockingStub(client.channel()));
  }

  private static Status status(RuntimeGrpc.RuntimeBlockingStub stub) {
    try {
      var _ =
          stub.withDeadlineAfter(10, TimeUnit.SECONDS)
              .sayHello(SayHelloRequest.newBuilder().setServiceName("h").build());
      return Status.OK;
    } catch (StatusRuntimeException e) {
      return e.getStatus();
    }
  }
}
