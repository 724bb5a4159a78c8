package io.outrigger.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.google.protobuf.ByteString;
import com.google.protobuf.Empty;
import io.grpc.ManagedChannel;
import io.grpc.Status.Code;
import io.grpc.StatusRuntimeException;
import io.grpc.netty.NettyChannelBuilder;
import io.grpc.stub.StreamObserver;
import io.outrigger.proto.layotto.v1.DelFileRequest;
import io.outrigger.proto.layotto.v1.FileRequest;
import io.outrigger.proto.layotto.v1.GetFileMetaRequest;
import io.outrigger.proto.layotto.v1.GetFileRequest;
import io.outrigger.proto.layotto.v1.ListFileRequest;
import io.outrigger.proto.layotto.v1.PutFileRequest;
import io.outrigger.proto.layotto.v1.RuntimeGrpc;
import io.outrigger.runtime.component.ComponentCatalog;
import io.outrigger.runtime.config.ConfigReader;
import io.outrigger.runtime.config.Environment;
import io.outrigger.runtime.config.ListenAddress;
import io.outrigger.runtime.fake.FakeEndpoints;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A config of Layotto with two endpoints in a file store, and the calls of its clients. */
final class EndpointsIT {

  private static final String CONFIG =
      """
      {"servers": [{"listeners": [{"name": "grpc", "address": "127.0.0.1:0", "filter_chains": [
        {"filters": [{"type": "grpc", "config": {"grpc_config": {"file": {"f": {
          "type": "far",
          "metadata": [
            {"endpoint": "a:9000", "key": "planted-secret-a"},
            {"endpoint": "b:9000", "key": "planted-secret-b"}]}}}}}]}]}]}]}
      """;

  private final FakeEndpoints endpoints = new FakeEndpoints();
  private Sidecar sidecar;
  private ManagedChannel channel;
  private RuntimeGrpc.RuntimeBlockingStub stub;

  @BeforeEach
  void start() {
    var catalog = ComponentCatalog.of(List.of(() -> List.of(endpoints.descriptor())));
    var config =
        new ConfigReader(catalog, Environment.of(Map.of()))
            .read("test.json", CONFIG.getBytes(StandardCharsets.UTF_8));
    sidecar = Sidecar.start("test.json", config);
    var address = (ListenAddress.Tcp) sidecar.addresses().getFirst();
    channel = NettyChannelBuilder.forAddress(address.host(), address.port()).usePlaintext().build();
    stub = RuntimeGrpc.newBlockingStub(channel);
  }

  @AfterEach
  void stop() {
    channel.shutdownNow();
    sidecar.close();
  }

  @Test
  void every_operation_is_for_the_endpoint_that_it_names() {
    put("b:9000", "x", "hello");

    assertThat(endpoints.at("a:9000").files).isEmpty();
    assertThat(read("b:9000", "x")).isEqualTo("hello");
    assertThat(names("a:9000")).isEmpty();
    assertThat(names("b:9000")).containsExactly("x");
    assertThat(stub.getFileMeta(facts("b:9000")).getSize()).isEqualTo(5);
    assertCode(Code.NOT_FOUND, "no file x", () -> stub.getFileMeta(facts("a:9000")));

    var _ = stub.delFile(DelFileRequest.newBuilder().setRequest(file("b:9000", "x")).build());

    assertThat(endpoints.at("b:9000").files).isEmpty();
  }

  @Test
  void a_call_that_names_no_endpoint_or_another_is_an_invalid_argument() {
    var known = "(expected one of: a:9000, b:9000)";

    assertCode(
        Code.INVALID_ARGUMENT,
        "metadata: endpoint is missing " + known,
        () -> stub.getFileMeta(facts("")));
    assertCode(
        Code.INVALID_ARGUMENT,
        "metadata: endpoint \"c\" is unknown " + known,
        () -> read("c", "x"));
    assertCode(
        Code.INVALID_ARGUMENT,
        "metadata: endpoint \"c\" is unknown " + known,
        () -> put("c", "x", "hello"));
  }

  @Test
  void both_are_closed_when_the_sidecar_stops() {
    sidecar.close();

    assertThat(endpoints.made).hasSize(2);
    await().until(() -> endpoints.made.stream().allMatch(store -> store.closed));
  }

  private void put(String endpoint, String name, String text) {
    var done = new CompletableFuture<Empty>();
    var request = RuntimeGrpc.newStub(channel).putFile(observer(done));
    request.onNext(
        PutFileRequest.newBuilder()
            .setStoreName("f")
            .setName(name)
            .setData(ByteString.copyFromUtf8(text))
            .putAllMetadata(metadata(endpoint))
            .build());
    request.onCompleted();
    try {
      var _ = done.join();
    } catch (CompletionException e) {
      throw (StatusRuntimeException) e.getCause();
    }
  }

  private static StreamObserver<Empty> observer(CompletableFuture<Empty> done) {
    return new StreamObserver<>() {
      @Override
      public void onNext(Empty empty) {
        done.complete(empty);
      }

      @Override
      public void onError(Throwable failure) {
        done.completeExceptionally(failure);
      }

      @Override
      public void onCompleted() {}
    };
  }

  private String read(String endpoint, String name) {
    var request =
        GetFileRequest.newBuilder()
            .setStoreName("f")
            .setName(name)
            .putAllMetadata(metadata(endpoint))
            .build();
    var text = new StringBuilder();
    stub.getFile(request).forEachRemaining(piece -> text.append(piece.getData().toStringUtf8()));
    return text.toString();
  }

  private List<String> names(String endpoint) {
    var request = ListFileRequest.newBuilder().setRequest(file(endpoint, "")).build();
    return stub.listFile(request).getFilesList().stream()
        .map(found -> found.getFileName())
        .toList();
  }

  private static GetFileMetaRequest facts(String endpoint) {
    return GetFileMetaRequest.newBuilder().setRequest(file(endpoint, "x")).build();
  }

  private static FileRequest file(String endpoint, String name) {
    return FileRequest.newBuilder()
        .setStoreName("f")
        .setName(name)
        .putAllMetadata(metadata(endpoint))
        .build();
  }

  private static Map<String, String> metadata(String endpoint) {
    return endpoint.isEmpty() ? Map.of() : Map.of("endpoint", endpoint);
  }

  private static void assertCode(Code code, String message, ThrowingCallable call) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            StatusRuntimeException.class, e -> assertThat(e.getStatus().getCode()).isEqualTo(code))
        .hasMessageContaining(message);
  }
}
