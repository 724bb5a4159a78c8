package io.outrigger.dist;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import com.google.protobuf.Any;
import com.google.protobuf.ByteString;
import io.grpc.Status.Code;
import io.grpc.StatusRuntimeException;
import io.outrigger.proto.layotto.v1.BulkStateItem;
import io.outrigger.proto.layotto.v1.DeleteBulkStateRequest;
import io.outrigger.proto.layotto.v1.DeleteStateRequest;
import io.outrigger.proto.layotto.v1.Etag;
import io.outrigger.proto.layotto.v1.ExecuteStateTransactionRequest;
import io.outrigger.proto.layotto.v1.GetBulkStateRequest;
import io.outrigger.proto.layotto.v1.GetStateRequest;
import io.outrigger.proto.layotto.v1.GetStateResponse;
import io.outrigger.proto.layotto.v1.RuntimeGrpc;
import io.outrigger.proto.layotto.v1.RuntimeGrpc.RuntimeBlockingStub;
import io.outrigger.proto.layotto.v1.SaveStateRequest;
import io.outrigger.proto.layotto.v1.SayHelloRequest;
import io.outrigger.proto.layotto.v1.StateItem;
import io.outrigger.proto.layotto.v1.StateOptions;
import io.outrigger.proto.layotto.v1.StateOptions.StateConcurrency;
import io.outrigger.proto.layotto.v1.TransactionalStateOperation;
import io.outrigger.runtime.config.ListenAddress;
import io.outrigger.runtime.server.ClientConnection;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.ValueSource;

/** Hello and state of the real distribution, over TCP and over a Unix socket. */
@ParameterizedClass
@ValueSource(ints = {0, 1})
final class StateIT {

  @TempDir private static Path directory;
  private static SidecarProcess sidecar;
  private static List<ClientConnection> connections;

  private final RuntimeBlockingStub stub;

  StateIT(int address) {
    stub = RuntimeGrpc.newBlockingStub(connections.get(address).channel());
  }

  @BeforeAll
  static void start() throws IOException {
    sidecar =
        SidecarProcess.start(
            directory,
            """
            {"app": {"app_id": "shop"},
             "server": {"listen": ["127.0.0.1:0", "unix:%s"], "graceful_stop_timeout": "0s"},
             "components": {
               "state": {"state_demo": {"type": "in-memory"},
                         "prefixed": {"type": "in-memory", "keyPrefix": "appid"},
                         "small": {"type": "in-memory", "max_bytes": "64KiB"}},
               "hello": {"helloworld": {"type": "helloworld", "hello": "greeting"}}}}
            """
                .formatted(directory.resolve("o.sock")));
    connections =
        sidecar.addresses().stream()
            .map(address -> new ClientConnection(ListenAddress.parse(address), 8 << 20))
            .toList();
  }

  @AfterAll
  static void stop() {
    connections.forEach(ClientConnection::close);
    sidecar.close();
  }

  @Test
  void hello_greets_and_gives_the_data_back() {
    var data = Any.newBuilder().setValue(utf8("x")).build();
    var request = SayHelloRequest.newBuilder().setServiceName("helloworld").setData(data);

    assertThat(stub.sayHello(request.build()).getHello()).isEqualTo("greeting");
    assertThat(stub.sayHello(request.setName("you").build()).getHello()).isEqualTo("greeting, you");
    assertThat(stub.sayHello(request.build()).getData()).isEqualTo(data);
  }

  @Test
  void hello_of_an_unknown_name_is_an_invalid_argument() {
    var request = SayHelloRequest.newBuilder().setServiceName("nobody").build();

    assertThat(code(() -> stub.sayHello(request))).isEqualTo(Code.INVALID_ARGUMENT);
  }

  @Test
  void the_exact_bytes_come_back() {
    var all = new byte[256];
    for (int i = 0; i < all.length; i++) {
      all[i] = (byte) i;
    }
    save("state_demo", item("bytes", ByteString.copyFrom(all)));

    assertThat(get("state_demo", "bytes").getData().toByteArray()).isEqualTo(all);
  }

  @Test
  void a_megabyte_comes_back() {
    var value = new byte[1 << 20];
    Arrays.fill(value, (byte) 7);
    save("state_demo", item("large", ByteString.copyFrom(value)));

    assertThat(get("state_demo", "large").getData().toByteArray()).isEqualTo(value);
  }

  @Test
  void a_wrong_etag_is_aborted_and_the_right_one_passes() {
    save("state_demo", item("etag", utf8("1")));
    var etag = get("state_demo", "etag").getEtag();

    var stale = item("etag", utf8("2")).toBuilder().setEtag(etag("1")).build();
    assertThat(code(() -> save("state_demo", stale))).isIn(Code.ABORTED, Code.INVALID_ARGUMENT);
    save("state_demo", item("etag", utf8("3")).toBuilder().setEtag(etag(etag)).build());
    assertThat(code(() -> save("state_demo", withEtag("etag", etag)))).isEqualTo(Code.ABORTED);
    assertThat(get("state_demo", "etag").getData()).isEqualTo(utf8("3"));
  }

  @Test
  void the_first_write_wins_when_asked_to() {
    var first =
        StateOptions.newBuilder().setConcurrency(StateConcurrency.CONCURRENCY_FIRST_WRITE).build();
    save("state_demo", item("once", utf8("1")));

    assertThat(
            code(() ->
                save("state_demo", item("once", utf8("2")).toBuilder().setOptions(first).build())))
        .isEqualTo(Code.ABORTED);
  }

  @Test
  void a_value_expires() {
    save("state_demo", item("ttl", utf8("1")).toBuilder().putMetadata("ttlInSeconds", "1").build());
    assertThat(get("state_demo", "ttl").getMetadataMap()).containsKey("ttlExpireTime");

    await().until(() -> get("state_demo", "ttl").getData().isEmpty());
  }

  @Test
  void a_time_to_live_that_is_no_number_is_an_invalid_argument() {
    var item = item("ttl2", utf8("1")).toBuilder().putMetadata("ttlInSeconds", "foo").build();

    assertThat(code(() -> save("state_demo", item))).isEqualTo(Code.INVALID_ARGUMENT);
  }

  @Test
  void deleting_removes_and_a_missing_key_is_no_failure() {
    save("state_demo", item("gone", utf8("1")));
    var delete = DeleteStateRequest.newBuilder().setStoreName("state_demo").setKey("gone").build();

    stub.deleteState(delete);
    stub.deleteState(delete);

    assertThat(get("state_demo", "gone").getData()).isEmpty();
  }

  @Test
  void deleting_with_a_wrong_etag_is_aborted() {
    save("state_demo", item("kept", utf8("1")));
    var etag = get("state_demo", "kept").getEtag();
    save("state_demo", item("kept", utf8("2")));
    var delete =
        DeleteStateRequest.newBuilder()
            .setStoreName("state_demo")
            .setKey("kept")
            .setEtag(etag(etag));

    assertThat(code(() -> stub.deleteState(delete.build()))).isEqualTo(Code.ABORTED);
    assertThat(get("state_demo", "kept").getData()).isEqualTo(utf8("2"));
  }

  @Test
  void many_keys_are_read_in_order_with_the_callers_names() {
    save("prefixed", item("a", utf8("1")), item("b", utf8("2")));
    var request =
        GetBulkStateRequest.newBuilder()
            .setStoreName("prefixed")
            .addAllKeys(List.of("b", "missing", "a"));

    var items = stub.getBulkState(request.build()).getItemsList();

    assertThat(items).extracting(BulkStateItem::getKey).containsExactly("b", "missing", "a");
    assertThat(items)
        .extracting(BulkStateItem::getData)
        .containsExactly(utf8("2"), ByteString.EMPTY, utf8("1"));
  }

  @Test
  void many_keys_are_deleted() {
    save("state_demo", item("d1", utf8("1")), item("d2", utf8("2")));

    stub.deleteBulkState(
        DeleteBulkStateRequest.newBuilder()
            .setStoreName("state_demo")
            .addStates(item("d1", ByteString.EMPTY))
            .addStates(item("d2", ByteString.EMPTY))
            .build());

    assertThat(get("state_demo", "d1").getData()).isEmpty();
    assertThat(get("state_demo", "d2").getData()).isEmpty();
  }

  @Test
  void a_transaction_is_applied_as_one_or_not_at_all() {
    transact(operation("delete", item("t2", ByteString.EMPTY)));
    save("state_demo", item("t1", utf8("1")));
    var etag = get("state_demo", "t1").getEtag();
    save("state_demo", item("t1", utf8("2")));

    assertThat(
            code(() ->
                transact(
                    operation("upsert", item("t2", utf8("x"))),
                    operation("upsert", withEtag("t1", etag)))))
        .isEqualTo(Code.ABORTED);
    assertThat(get("state_demo", "t2").getData()).isEmpty();

    transact(
        operation("upsert", item("t2", utf8("x"))),
        operation("delete", item("t1", ByteString.EMPTY)),
        TransactionalStateOperation.newBuilder().setOperationType("upsert").build());
    assertThat(get("state_demo", "t2").getData()).isEqualTo(utf8("x"));
    assertThat(get("state_demo", "t1").getData()).isEmpty();
  }

  @Test
  void an_unknown_operation_is_unimplemented_and_nothing_is_applied() {
    assertThat(
            code(() ->
                transact(
                    operation("upsert", item("u1", utf8("x"))),
                    operation("merge", item("u2", utf8("x"))))))
        .isEqualTo(Code.UNIMPLEMENTED);
    assertThat(get("state_demo", "u1").getData()).isEmpty();
  }

  @Test
  void a_full_store_says_so_and_names_the_setting() {
    var failure = failure(() -> save("small", item("big", ByteString.copyFrom(new byte[100_000]))));

    assertThat(failure.getStatus().getCode()).isEqualTo(Code.RESOURCE_EXHAUSTED);
    assertThat(failure.getStatus().getDescription()).contains("max_bytes").contains("64KiB");
  }

  @Test
  void a_message_beyond_the_bound_is_refused_and_the_next_call_works() {
    var large = item("huge", ByteString.copyFrom(new byte[5 << 20]));

    assertThat(code(() -> save("state_demo", large))).isEqualTo(Code.RESOURCE_EXHAUSTED);
    assertThat(get("state_demo", "huge").getData()).isEmpty();
  }

  @Test
  void a_key_with_the_separator_is_refused_by_every_method() {
    var bad = item("a||b", ByteString.EMPTY);

    assertThat(code(() -> get("state_demo", "a||b"))).isEqualTo(Code.INVALID_ARGUMENT);
    assertThat(code(() -> save("state_demo", bad))).isEqualTo(Code.INVALID_ARGUMENT);
    assertThat(code(() -> transact(operation("upsert", bad)))).isEqualTo(Code.INVALID_ARGUMENT);
  }

  private GetStateResponse get(String store, String key) {
    return stub.getState(GetStateRequest.newBuilder().setStoreName(store).setKey(key).build());
  }

  private void save(String store, StateItem... items) {
    stub.saveState(
        SaveStateRequest.newBuilder()
            .setStoreName(store)
            .addAllStates(Arrays.asList(items))
            .build());
  }

  private void transact(TransactionalStateOperation... operations) {
    stub.executeStateTransaction(
        ExecuteStateTransactionRequest.newBuilder()
            .setStoreName("state_demo")
            .addAllOperations(Arrays.asList(operations))
            .build());
  }

  private static TransactionalStateOperation operation(String type, StateItem item) {
    return TransactionalStateOperation.newBuilder().setOperationType(type).setRequest(item).build();
  }

  private static StateItem item(String key, ByteString value) {
    return StateItem.newBuilder().setKey(key).setValue(value).build();
  }

  private static StateItem withEtag(String key, String etag) {
    return item(key, utf8("late")).toBuilder().setEtag(etag(etag)).build();
  }

  private static Etag etag(String value) {
    return Etag.newBuilder().setValue(value).build();
  }

  private static ByteString utf8(String text) {
    return ByteString.copyFromUtf8(text);
  }

  private static Code code(ThrowingCallable call) {
    return failure(call).getStatus().getCode();
  }

  private static StatusRuntimeException failure(ThrowingCallable call) {
    var failure = catchThrowableOfType(StatusRuntimeException.class, call);
    assertThat(failure).as("the call fails").isNotNull();
    return failure;
  }
}
