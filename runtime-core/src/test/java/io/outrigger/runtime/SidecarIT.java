package io.outrigger.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import com.google.protobuf.ByteString;
import io.grpc.CallOptions;
import io.grpc.Channel;
import io.grpc.MethodDescriptor;
import io.grpc.MethodDescriptor.MethodType;
import io.grpc.Status;
import io.grpc.Status.Code;
import io.grpc.StatusRuntimeException;
import io.grpc.health.v1.HealthCheckRequest;
import io.grpc.health.v1.HealthCheckResponse.ServingStatus;
import io.grpc.health.v1.HealthGrpc;
import io.grpc.reflection.v1.ServerReflectionGrpc;
import io.grpc.reflection.v1.ServerReflectionRequest;
import io.grpc.reflection.v1.ServerReflectionResponse;
import io.grpc.stub.ClientCalls;
import io.grpc.stub.StreamObserver;
import io.outrigger.proto.layotto.v1.GetStateRequest;
import io.outrigger.proto.layotto.v1.InvokeBindingRequest;
import io.outrigger.proto.layotto.v1.RuntimeGrpc;
import io.outrigger.proto.layotto.v1.SaveStateRequest;
import io.outrigger.proto.layotto.v1.SayHelloRequest;
import io.outrigger.proto.layotto.v1.StateItem;
import io.outrigger.proto.layotto.v1.TryLockRequest;
import io.outrigger.runtime.config.ListenAddress;
import io.outrigger.runtime.fake.FakeStateStore;
import io.outrigger.runtime.fake.Fakes;
import io.outrigger.runtime.server.ClientConnection;
import io.outrigger.runtime.server.ListenException;
import io.outrigger.spi.Bytes;
import io.outrigger.spi.Health;
import io.outrigger.spi.state.StateValue;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;

/** The whole runtime with components that the test steers, over real sockets. */
final class SidecarIT {

  private final FakeStateStore store = new FakeStateStore();
  private final List<AutoCloseable> open = new ArrayList<>();

  @TempDir private Path directory;

  @AfterEach
  void close() throws Exception {
    for (var resource : open.reversed()) {
      resource.close();
    }
  }

  @Test
  void it_answers_on_tcp_and_on_a_unix_socket_at_once() {
    var sidecar = start("");

    for (var address : sidecar.addresses()) {
      var stub = RuntimeGrpc.newBlockingStub(channel(address));
      var item = StateItem.newBuilder().setKey("k").setValue(utf8("v"));
      stub.saveState(SaveStateRequest.newBuilder().setStoreName("s").addStates(item).build());

      assertThat(stub.getState(get("s", "k")).getData()).isEqualTo(utf8("v"));
      assertThat(stub.sayHello(hello("you")).getHello()).isEqualTo("hi, you");
    }
    assertThat(sidecar.addresses()).hasSize(2);
  }

  @Test
  void a_missing_key_is_an_empty_answer() {
    var answer = stub(start("")).getState(get("s", "missing"));

    assertThat(answer.getData()).isEmpty();
    assertThat(answer.getEtag()).isEmpty();
  }

  @Test
  void a_key_with_the_separator_is_an_invalid_argument() {
    var failure = failure(() -> stub(start("")).getState(get("s", "a||b")));

    assertStatus(failure, Code.INVALID_ARGUMENT, "input key/keyPrefix 'a||b' can't contain '||'");
  }

  @Test
  void an_unknown_store_is_an_invalid_argument() {
    var failure = failure(() -> stub(start("")).getState(get("nope", "k")));

    assertStatus(failure, Code.INVALID_ARGUMENT, "state store nope is not found");
  }

  @Test
  void a_failing_store_is_named_with_the_key() {
    store.onGet =
        (call, request) -> CompletableFuture.failedFuture(new IOException("connection reset"));

    var failure = failure(() -> stub(start("")).getState(get("s", "k")));

    assertStatus(failure, Code.UNAVAILABLE, "fail to get k from state store s: connection reset");
  }

  @Test
  void a_method_without_its_building_block_says_so() {
    var request = InvokeBindingRequest.newBuilder().setName("b").build();

    var failure = failure(() -> stub(start("")).invokeBinding(request));

    assertThat(failure.getStatus().getCode()).isEqualTo(Code.UNIMPLEMENTED);
    assertThat(failure.getStatus().getDescription())
        .contains("InvokeBinding")
        .contains("\"bindings\"");
  }

  @Test
  void a_building_block_without_instances_is_a_failed_precondition() {
    var request = TryLockRequest.newBuilder().setStoreName("l").build();

    assertStatus(
        failure(() -> stub(start("")).tryLock(request)),
        Code.FAILED_PRECONDITION,
        "lock store is not configured");
  }

  @Test
  void a_long_key_is_not_repeated_so_that_the_status_arrives() {
    var failure = failure(() -> stub(start("")).getState(get("s", "x".repeat(100_000) + "||")));

    assertThat(failure.getStatus().getCode()).isEqualTo(Code.INVALID_ARGUMENT);
    assertThat(failure.getStatus().getDescription()).hasSizeLessThan(600).contains("characters");
  }

  @Test
  void a_request_beyond_the_largest_message_is_refused_and_the_next_call_works() {
    var stub = stub(start("\"max_message_size\": \"64KiB\","));
    var item = StateItem.newBuilder().setKey("k").setValue(ByteString.copyFrom(new byte[100_000]));
    var save = SaveStateRequest.newBuilder().setStoreName("s").addStates(item).build();

    var failure = failure(() -> stub.saveState(save));

    assertThat(failure.getStatus().getCode()).isEqualTo(Code.RESOURCE_EXHAUSTED);
    assertThat(failure.getStatus().getDescription()).contains("65536");
    assertThat(store.written).isEmpty();
    assertThat(stub.getState(get("s", "k")).getData()).isEmpty();
  }

  @Test
  void a_response_beyond_the_largest_message_names_the_setting() {
    store.onGet =
        (call, request) ->
            CompletableFuture.completedFuture(StateValue.of(Bytes.wrap(new byte[100_000]), "1"));

    var failure =
        failure(() -> stub(start("\"max_message_size\": \"64KiB\",")).getState(get("s", "k")));

    assertThat(failure.getStatus().getCode()).isEqualTo(Code.RESOURCE_EXHAUSTED);
    assertThat(failure.getStatus().getDescription()).contains("server.max_message_size (64KiB)");
  }

  @Test
  void bytes_that_are_no_request_are_an_invalid_argument() {
    var method = raw(RuntimeGrpc.getGetStateMethod().getFullMethodName());
    var channel = channel(start("").addresses().getFirst());

    var failure =
        failure(() ->
            ClientCalls.blockingUnaryCall(
                channel, method, CallOptions.DEFAULT, new byte[] {(byte) 0xff, 1, 2}));

    assertStatus(failure, Code.INVALID_ARGUMENT, "the request is no GetStateRequest");
  }

  @Test
  void a_deadline_of_the_client_ends_the_call_and_reaches_the_component() {
    var cancelled = new AtomicBoolean();
    store.onGet =
        (call, request) -> {
          call.onCancel(() -> cancelled.set(true));
          return new CompletableFuture<>();
        };
    var stub = stub(start(""));
    stub.sayHello(hello("")); // The connection is there before the deadline begins.

    var failure =
        failure(() -> stub.withDeadlineAfter(200, TimeUnit.MILLISECONDS).getState(get("s", "k")));

    assertThat(failure.getStatus().getCode()).isEqualTo(Code.DEADLINE_EXCEEDED);
    await().untilTrue(cancelled);
  }

  @Test
  void a_client_without_a_deadline_gets_that_of_the_config() {
    store.onGet = (call, request) -> new CompletableFuture<>();

    var failure = failure(() -> stub(start("")).getState(get("s", "k")));

    assertThat(failure.getStatus().getCode()).isEqualTo(Code.DEADLINE_EXCEEDED);
    assertThat(failure.getStatus().getDescription()).contains("state \"s\" did not answer in time");
  }

  @Test
  void a_client_that_cancels_is_told_to_the_component() {
    var cancelled = new AtomicBoolean();
    var arrived = new AtomicBoolean();
    store.onGet =
        (call, request) -> {
          call.onCancel(() -> cancelled.set(true));
          arrived.set(true);
          return new CompletableFuture<>();
        };
    var answer =
        RuntimeGrpc.newFutureStub(channel(start("").addresses().getFirst()))
            .getState(get("s", "k"));
    await().untilTrue(arrived);

    answer.cancel(true);

    await().untilTrue(cancelled);
  }

  @Test
  void the_services_can_be_listed_by_reflection() {
    var answers = new CopyOnWriteArrayList<ServerReflectionResponse>();
    var requests =
        ServerReflectionGrpc.newStub(channel(start("").addresses().getFirst()))
            .serverReflectionInfo(collector(answers));

    requests.onNext(ServerReflectionRequest.newBuilder().setListServices("").build());
    requests.onNext(
        ServerReflectionRequest.newBuilder()
            .setFileContainingSymbol("spec.proto.runtime.v1.Runtime")
            .build());
    requests.onCompleted();

    await().until(() -> answers.size() == 2);
    assertThat(answers.get(0).getListServicesResponse().getServiceList())
        .extracting(service -> service.getName())
        .contains(
            "spec.proto.runtime.v1.Runtime",
            "spec.proto.runtime.v1.Lifecycle",
            "grpc.health.v1.Health");
    assertThat(answers.get(1).hasFileDescriptorResponse()).isTrue();
  }

  @Test
  void health_tells_of_a_component_that_is_down() {
    store.starting = CompletableFuture.failedFuture(new IOException("connection refused"));
    var sidecar = start("");
    var health = HealthGrpc.newBlockingStub(channel(sidecar.addresses().getFirst()));

    assertThat(health.check(HealthCheckRequest.getDefaultInstance()).getStatus())
        .isEqualTo(ServingStatus.NOT_SERVING);
    assertStatus(
        failure(() -> stub(sidecar).getState(get("s", "k"))),
        Code.UNAVAILABLE,
        "fail to get k from state store s: state \"s\" is not available: connection refused");

    store.starting = CompletableFuture.completedFuture(null);
    store.health = Health.up();
    await()
        .untilAsserted(() ->
            assertThat(health.check(HealthCheckRequest.getDefaultInstance()).getStatus())
                .isEqualTo(ServingStatus.SERVING));
  }

  @Test
  void an_address_in_use_is_named_and_nothing_stays_bound() {
    var first = start("");
    var taken = (ListenAddress.Tcp) first.addresses().getFirst();
    var socket = directory.resolve("second.sock");
    var config =
        Fakes.config(
            store, "{\"server\": {\"listen\": [\"unix:%s\", \"%s\"]}}".formatted(socket, taken));

    assertThatThrownBy(() -> Sidecar.start("test.json", config))
        .isInstanceOf(ListenException.class)
        .hasMessageContaining("cannot listen on " + taken)
        .hasMessageContaining("in use");
    assertThat(socket).doesNotExist();
  }

  @Test
  void a_unix_socket_in_use_is_refused_and_one_left_behind_is_taken_over() throws IOException {
    var first = start("");
    var path = ((ListenAddress.Unix) first.addresses().get(1)).path();
    var config = Fakes.config(store, "{\"server\": {\"listen\": [\"unix:%s\"]}}".formatted(path));
    assertThatThrownBy(() -> Sidecar.start("test.json", config))
        .isInstanceOf(ListenException.class)
        .hasMessageContaining("in use");
    first.close();
    leaveSocketBehind(path);

    open.add(Sidecar.start("test.json", config));

    var stub = stub(new ListenAddress.Unix(path));
    assertStatus(
        failure(() -> stub.sayHello(hello(""))), Code.FAILED_PRECONDITION, "no instance found");
  }

  @Test
  void a_file_that_is_no_socket_is_not_removed() throws IOException {
    var path = Files.writeString(directory.resolve("precious"), "data");
    var config = Fakes.config(store, "{\"server\": {\"listen\": [\"unix:%s\"]}}".formatted(path));

    assertThatThrownBy(() -> Sidecar.start("test.json", config))
        .isInstanceOf(ListenException.class)
        .hasMessageContaining("no socket");
    assertThat(path).hasContent("data");
  }

  @Test
  void stopping_lets_a_call_end_that_was_accepted_and_closes_the_components() throws Exception {
    var answer = new CompletableFuture<StateValue>();
    var arrived = new AtomicBoolean();
    store.onGet =
        (call, request) -> {
          arrived.set(true);
          return answer;
        };
    var sidecar = start("\"graceful_stop_timeout\": \"200ms\",");
    var future =
        RuntimeGrpc.newFutureStub(channel(sidecar.addresses().getFirst()))
            .withDeadlineAfter(10, TimeUnit.SECONDS)
            .getState(get("s", "k"));
    await().untilTrue(arrived);
    var stopping = Thread.ofPlatform().start(sidecar::close);
    await().until(() -> !connectable(sidecar.addresses().getFirst()));

    answer.complete(StateValue.of(Bytes.utf8("late"), "1"));

    assertThat(future.get(5, TimeUnit.SECONDS).getData()).isEqualTo(utf8("late"));
    stopping.join();
    assertThat(store.log).endsWith("close");
  }

  @Test
  void while_it_is_stopping_the_app_can_still_call_until_it_disconnects() throws Exception {
    var sidecar = start("\"graceful_stop_timeout\": \"20s\",");
    var connection = connect(sidecar.addresses().getFirst());
    var stub = RuntimeGrpc.newBlockingStub(connection.channel());
    assertThat(stub.sayHello(hello("")).getHello()).isEqualTo("hi");
    var health = HealthGrpc.newBlockingStub(connection.channel());
    var stopping = Thread.ofPlatform().start(sidecar::close);
    await()
        .until(() ->
            health.check(HealthCheckRequest.getDefaultInstance()).getStatus()
                == ServingStatus.NOT_SERVING);

    assertThat(stub.sayHello(hello("again")).getHello()).isEqualTo("hi, again");
    connection.close();

    assertThat(stopping.join(Duration.ofSeconds(10))).isTrue();
  }

  @Test
  void a_stalled_event_loop_is_reported_with_the_component_that_holds_it() {
    store.onGet =
        (call, request) -> {
          LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(600));
          return CompletableFuture.completedFuture(StateValue.absent());
        };
    var logged = new ListAppender<ILoggingEvent>();
    logged.start();
    ((Logger) LoggerFactory.getLogger("io.outrigger.runtime.server.StallWatchdog"))
        .addAppender(logged);

    stub(start("\"stall_warning\": \"100ms\",")).getState(get("s", "k"));

    await()
        .untilAsserted(() ->
            assertThat(List.copyOf(logged.list))
                .extracting(ILoggingEvent::getFormattedMessage)
                .anySatisfy(line ->
                    assertThat(line)
                        .contains("event=loop_stalled")
                        .contains("component=state \"s\"")
                        .contains("SidecarIT")));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 3})
  void it_runs_on_any_number_of_loops(int loops) {
    var sidecar = start("\"event_loops\": %d,".formatted(loops));

    assertThat(stub(sidecar).sayHello(hello("")).getHello()).isEqualTo("hi");
  }

  private Sidecar start(String settings) {
    var json =
        """
        {"app": {"app_id": "app1", "call_timeout": "300ms"},
         "server": {%s "listen": ["127.0.0.1:0", "unix:%s"]},
         "components": {"state": {"s": {"type": "fake"}}, "hello": {"h": {"type": "fake"}}}}
        """
            .formatted(
                settings.contains("graceful")
                    ? settings
                    : settings + "\"graceful_stop_timeout\": \"0s\",",
                directory.resolve("sidecar.sock"));
    var sidecar = Sidecar.start("test.json", Fakes.config(store, json));
    open.add(sidecar);
    return sidecar;
  }

  private RuntimeGrpc.RuntimeBlockingStub stub(Sidecar sidecar) {
    return stub(sidecar.addresses().getFirst());
  }

  private RuntimeGrpc.RuntimeBlockingStub stub(ListenAddress address) {
    return RuntimeGrpc.newBlockingStub(channel(address));
  }

  private Channel channel(ListenAddress address) {
    return connect(address).channel();
  }

  private ClientConnection connect(ListenAddress address) {
    var connection = new ClientConnection(address, 1 << 20);
    open.add(connection);
    return connection;
  }

  private static boolean connectable(ListenAddress address) {
    var tcp = (ListenAddress.Tcp) address;
    try (var socket = new Socket(tcp.host(), tcp.port())) {
      return socket.isConnected();
    } catch (IOException e) {
      return false;
    }
  }

  private static void leaveSocketBehind(Path path) throws IOException {
    try (var channel = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
      channel.bind(UnixDomainSocketAddress.of(path));
    }
    assertThat(path).exists();
  }

  private static StatusRuntimeException failure(ThrowingCallable call) {
    var failure = catchThrowableOfType(StatusRuntimeException.class, call);
    assertThat(failure).as("the call fails").isNotNull();
    return failure;
  }

  private static void assertStatus(StatusRuntimeException failure, Code code, String description) {
    Status status = failure.getStatus();
    assertThat(status.getCode()).isEqualTo(code);
    assertThat(status.getDescription()).isEqualTo(description);
  }

  private static GetStateRequest get(String store, String key) {
    return GetStateRequest.newBuilder().setStoreName(store).setKey(key).build();
  }

  private static SayHelloRequest hello(String name) {
    return SayHelloRequest.newBuilder().setServiceName("h").setName(name).build();
  }

  private static ByteString utf8(String text) {
    return ByteString.copyFromUtf8(text);
  }

  private static <T> StreamObserver<T> collector(List<T> into) {
    return new StreamObserver<>() {
      @Override
      public void onNext(T value) {
        into.add(value);
      }

      @Override
      public void onError(Throwable failure) {}

      @Override
      public void onCompleted() {}
    };
  }

  private static MethodDescriptor<byte[], byte[]> raw(String name) {
    return MethodDescriptor.<byte[], byte[]>newBuilder()
        .setType(MethodType.UNARY)
        .setFullMethodName(name)
        .setRequestMarshaller(new RawBytes())
        .setResponseMarshaller(new RawBytes())
        .build();
  }

  private static final class RawBytes implements MethodDescriptor.Marshaller<byte[]> {

    @Override
    public InputStream stream(byte[] value) {
      return new ByteArrayInputStream(value);
    }

    @Override
    public byte[] parse(InputStream stream) {
      try (stream) {
        return stream.readAllBytes();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
