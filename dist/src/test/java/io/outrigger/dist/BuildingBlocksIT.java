package io.outrigger.dist;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import com.google.protobuf.ByteString;
import com.google.protobuf.Empty;
import io.grpc.CallOptions;
import io.grpc.Channel;
import io.grpc.ClientInterceptors;
import io.grpc.Metadata;
import io.grpc.Status;
import io.grpc.Status.Code;
import io.grpc.StatusRuntimeException;
import io.grpc.stub.BlockingClientCall;
import io.grpc.stub.ClientCalls;
import io.grpc.stub.MetadataUtils;
import io.outrigger.proto.layotto.v1.DelFileRequest;
import io.outrigger.proto.layotto.v1.DeleteBulkStateRequest;
import io.outrigger.proto.layotto.v1.DeleteStateRequest;
import io.outrigger.proto.layotto.v1.ExecuteStateTransactionRequest;
import io.outrigger.proto.layotto.v1.FileInfo;
import io.outrigger.proto.layotto.v1.FileRequest;
import io.outrigger.proto.layotto.v1.GetBulkSecretRequest;
import io.outrigger.proto.layotto.v1.GetBulkStateRequest;
import io.outrigger.proto.layotto.v1.GetFileMetaRequest;
import io.outrigger.proto.layotto.v1.GetFileRequest;
import io.outrigger.proto.layotto.v1.GetNextIdRequest;
import io.outrigger.proto.layotto.v1.GetSecretRequest;
import io.outrigger.proto.layotto.v1.GetStateRequest;
import io.outrigger.proto.layotto.v1.ListFileRequest;
import io.outrigger.proto.layotto.v1.LockKeepAliveRequest;
import io.outrigger.proto.layotto.v1.LockKeepAliveResponse;
import io.outrigger.proto.layotto.v1.PutFileRequest;
import io.outrigger.proto.layotto.v1.RuntimeGrpc;
import io.outrigger.proto.layotto.v1.RuntimeGrpc.RuntimeBlockingStub;
import io.outrigger.proto.layotto.v1.SaveStateRequest;
import io.outrigger.proto.layotto.v1.SequencerOptions;
import io.outrigger.proto.layotto.v1.SequencerOptions.AutoIncrement;
import io.outrigger.proto.layotto.v1.TryLockRequest;
import io.outrigger.proto.layotto.v1.UnlockRequest;
import io.outrigger.proto.layotto.v1.UnlockResponse;
import io.outrigger.runtime.config.ListenAddress;
import io.outrigger.runtime.server.ClientConnection;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.ValueSource;

/** Locks, ids, files and secrets of the default config, over TCP and over a Unix socket. */
@ParameterizedClass
@ValueSource(ints = {0, 1})
final class BuildingBlocksIT {

  private static final Metadata.Key<String> FENCING_TOKEN =
      Metadata.Key.of("outrigger-fencing-token", Metadata.ASCII_STRING_MARSHALLER);

  @TempDir private static Path directory;
  private static SidecarProcess sidecar;
  private static List<ClientConnection> connections;

  private final Channel channel;
  private final RuntimeBlockingStub stub;
  private final String own;

  BuildingBlocksIT(int address) {
    channel = connections.get(address).channel();
    stub = RuntimeGrpc.newBlockingStub(channel);
    own = "address" + address + "-";
  }

  @BeforeAll
  static void start() throws Exception {
    sidecar = SidecarProcess.start(directory, Standalone.config(directory));
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
  void a_lock_has_one_owner_until_it_is_given_back() {
    assertThat(lock("once", "me", 30)).isTrue();
    assertThat(lock("once", "me", 30)).isFalse();
    assertThat(lock("once", "you", 30)).isFalse();

    assertThat(unlock("once", "you")).isEqualTo(UnlockResponse.Status.LOCK_BELONG_TO_OTHERS);
    assertThat(unlock("once", "me")).isEqualTo(UnlockResponse.Status.SUCCESS);
    assertThat(unlock("once", "me")).isEqualTo(UnlockResponse.Status.LOCK_UNEXIST);
    assertThat(lock("once", "you", 30)).isTrue();
  }

  @Test
  void a_lease_ends_for_unlock_and_for_keep_alive_too() {
    assertThat(lock("short", "me", 1)).isTrue();
    await().until(() -> lock("short", "you", 30));

    assertThat(unlock("short", "me")).isEqualTo(UnlockResponse.Status.LOCK_BELONG_TO_OTHERS);
    assertThat(keepAlive("short", "me", 5))
        .isEqualTo(LockKeepAliveResponse.Status.LOCK_BELONG_TO_OTHERS);
    assertThat(keepAlive("none", "me", 5)).isEqualTo(LockKeepAliveResponse.Status.LOCK_UNEXIST);
  }

  @Test
  void a_lock_that_is_kept_alive_outlives_its_first_lease() {
    assertThat(lock("kept", "me", 1)).isTrue();
    assertThat(keepAlive("kept", "me", 60)).isEqualTo(LockKeepAliveResponse.Status.SUCCESS);

    await().during(Duration.ofMillis(1500)).until(() -> !lock("kept", "you", 1));
  }

  @Test
  void each_owner_of_a_lock_gets_a_higher_fencing_token_than_the_one_before() {
    var first = token("fenced", "me");
    unlock("fenced", "me");
    var second = token("fenced", "you");

    assertThat(second).isGreaterThan(first).isPositive();
  }

  @Test
  void a_lock_request_that_lacks_something_says_what() {
    assertRefused(() -> lock("", "me", 5), "ResourceId is empty in lock store lock_demo");
    assertRefused(() -> lock("r", "", 5), "LockOwner is empty in lock store lock_demo");
    assertRefused(() -> lock("r", "me", 0), "Expire is not positive in lock store lock_demo");
    assertRefused(
        () -> stub.tryLock(tryLock("r", "me", 5).toBuilder().setStoreName("x").build()),
        "lock store x not found");
  }

  @Test
  void weak_ids_begin_at_1_and_a_strong_one_is_higher_than_all_before_it() {
    assertThat(id("orders", AutoIncrement.WEAK)).isEqualTo(1);
    assertThat(id("orders", AutoIncrement.WEAK)).isEqualTo(2);
    var strong = id("orders", AutoIncrement.STRONG);
    assertThat(strong).isGreaterThan(2);
    assertThat(id("orders", AutoIncrement.WEAK)).isGreaterThan(strong);
  }

  @Test
  void an_id_request_that_lacks_something_says_what() {
    var request = GetNextIdRequest.newBuilder().setStoreName("sequencer_demo");

    assertRefused(
        () -> stub.getNextId(request.build()), "Key is empty in sequencer store sequencer_demo");
    assertRefused(
        () ->
            stub.getNextId(
                request
                    .setKey("k")
                    .setOptions(SequencerOptions.newBuilder().setIncrementValue(7))
                    .build()),
        "options.Increment is illegal (expected: WEAK or STRONG)");
    assertRefused(
        () -> stub.getNextId(GetNextIdRequest.newBuilder().setStoreName("x").setKey("k").build()),
        "Sequencer store x not found");
  }

  @Test
  void a_file_comes_back_whole_and_in_parts() throws Exception {
    put("notes/a.txt", "hello ", "wor", "ld");

    assertThat(get("notes/a.txt", null)).isEqualTo("hello world");
    assertThat(get("notes/a.txt", "bytes=6-8")).isEqualTo("wor");
    assertThat(get("notes/a.txt", "bytes=-5")).isEqualTo("world");
  }

  @Test
  void an_empty_file_is_a_file() throws Exception {
    put("empty", "");

    assertThat(get("empty", null)).isEmpty();
    assertThat(stub.getFileMeta(meta("empty")).getSize()).isZero();
  }

  @Test
  void a_missing_file_is_not_found() {
    assertThat(code(() -> get("missing", null))).isEqualTo(Code.NOT_FOUND);
    assertThat(code(() -> stub.getFileMeta(meta("missing")))).isEqualTo(Code.NOT_FOUND);
  }

  @Test
  void a_name_that_leaves_the_root_is_an_invalid_argument() {
    assertThat(code(() -> put("../../outside", "x"))).isEqualTo(Code.INVALID_ARGUMENT);
    assertThat(code(() -> getRaw("../../../etc/passwd"))).isEqualTo(Code.INVALID_ARGUMENT);
    assertThat(code(() -> getRaw("/etc/passwd"))).isEqualTo(Code.INVALID_ARGUMENT);
  }

  @Test
  void files_are_listed_page_by_page_and_deleted() throws Exception {
    for (int i = 0; i < 5; i++) {
      put("list/" + i, "x");
    }

    var first = stub.listFile(list("list/", 3, ""));
    assertThat(first.getIsTruncated()).isTrue();
    var second = stub.listFile(list("list/", 3, first.getMarker()));
    assertThat(second.getIsTruncated()).isFalse();
    assertThat(first.getFilesList())
        .extracting(FileInfo::getFileName)
        .containsExactly(own + "list/0", own + "list/1", own + "list/2");
    assertThat(second.getFilesList()).hasSize(2);

    var delete = DelFileRequest.newBuilder().setRequest(file("list/0")).build();
    stub.delFile(delete);
    stub.delFile(delete);
    assertThat(stub.listFile(list("list/", 0, "")).getFilesList()).hasSize(4);
  }

  @Test
  void a_file_request_that_lacks_something_says_what() {
    assertRefused(
        () -> stub.listFile(ListFileRequest.getDefaultInstance()), "request can't be nil");
    assertRefused(
        () ->
            stub.delFile(
                DelFileRequest.newBuilder()
                    .setRequest(FileRequest.newBuilder().setStoreName("x"))
                    .build()),
        "not support store type: x");
    assertThat(code(() -> get("notes/a.txt", "bytes=9-1"))).isEqualTo(Code.INVALID_ARGUMENT);
  }

  @Test
  void a_secret_is_read_by_its_flat_name() {
    var request = GetSecretRequest.newBuilder().setStoreName("secret_demo").setKey("planet:name");

    assertThat(stub.getSecret(request.build()).getDataMap())
        .containsExactlyEntriesOf(Map.of("planet:name", "Saturn"));
    var all =
        stub.getBulkSecret(GetBulkSecretRequest.newBuilder().setStoreName("secret_demo").build());
    assertThat(all.getDataMap()).containsKeys("planet:name", "greeting");
  }

  @Test
  void a_missing_secret_is_not_found_and_an_unknown_store_is_named() {
    var request = GetSecretRequest.newBuilder().setStoreName("secret_demo").setKey("none");

    assertThat(code(() -> stub.getSecret(request.build()))).isEqualTo(Code.NOT_FOUND);
    assertRefused(
        () -> stub.getSecret(request.setStoreName("x").build()),
        "error when get secret but not find : x");
  }

  @Test
  void an_unknown_store_is_an_invalid_argument_of_every_method() {
    List<ThrowingCallable> calls =
        List.of(
            () -> stub.getState(GetStateRequest.newBuilder().setStoreName("x").build()),
            () -> stub.getBulkState(GetBulkStateRequest.newBuilder().setStoreName("x").build()),
            () -> stub.saveState(SaveStateRequest.newBuilder().setStoreName("x").build()),
            () -> stub.deleteState(DeleteStateRequest.newBuilder().setStoreName("x").build()),
            () ->
                stub.deleteBulkState(DeleteBulkStateRequest.newBuilder().setStoreName("x").build()),
            () ->
                stub.executeStateTransaction(
                    ExecuteStateTransactionRequest.newBuilder().setStoreName("x").build()),
            () ->
                stub.unlock(
                    UnlockRequest.newBuilder()
                        .setStoreName("x")
                        .setResourceId("r")
                        .setLockOwner("me")
                        .build()),
            () ->
                stub.lockKeepAlive(
                    LockKeepAliveRequest.newBuilder()
                        .setStoreName("x")
                        .setResourceId("r")
                        .setLockOwner("me")
                        .setExpire(1)
                        .build()),
            () -> content(GetFileRequest.newBuilder().setStoreName("x").build()),
            () ->
                stub.listFile(
                    ListFileRequest.newBuilder()
                        .setRequest(FileRequest.newBuilder().setStoreName("x"))
                        .build()),
            () ->
                stub.getFileMeta(
                    GetFileMetaRequest.newBuilder()
                        .setRequest(FileRequest.newBuilder().setStoreName("x"))
                        .build()),
            () -> stub.getBulkSecret(GetBulkSecretRequest.newBuilder().setStoreName("x").build()));

    assertThat(calls).allSatisfy(call -> assertThat(code(call)).isEqualTo(Code.INVALID_ARGUMENT));
  }

  @Test
  void unlock_and_keep_alive_judge_their_fields_as_try_lock_does() {
    var unlock = UnlockRequest.newBuilder().setStoreName("lock_demo");
    var renew = LockKeepAliveRequest.newBuilder().setStoreName("lock_demo");

    assertRefused(() -> stub.unlock(unlock.build()), "ResourceId is empty in lock store lock_demo");
    assertRefused(
        () -> stub.lockKeepAlive(renew.setResourceId("r").build()),
        "LockOwner is empty in lock store lock_demo");
    assertRefused(
        () -> stub.lockKeepAlive(renew.setLockOwner("me").build()),
        "Expire is not positive in lock store lock_demo");
  }

  private boolean lock(String resource, String owner, int seconds) {
    return stub.tryLock(tryLock(resource, owner, seconds)).getSuccess();
  }

  private TryLockRequest tryLock(String resource, String owner, int seconds) {
    return TryLockRequest.newBuilder()
        .setStoreName("lock_demo")
        .setResourceId(resource.isEmpty() ? "" : own + resource)
        .setLockOwner(owner)
        .setExpire(seconds)
        .build();
  }

  private UnlockResponse.Status unlock(String resource, String owner) {
    return stub.unlock(
            UnlockRequest.newBuilder()
                .setStoreName("lock_demo")
                .setResourceId(own + resource)
                .setLockOwner(owner)
                .build())
        .getStatus();
  }

  private LockKeepAliveResponse.Status keepAlive(String resource, String owner, int seconds) {
    return stub.lockKeepAlive(
            LockKeepAliveRequest.newBuilder()
                .setStoreName("lock_demo")
                .setResourceId(own + resource)
                .setLockOwner(owner)
                .setExpire(seconds)
                .build())
        .getStatus();
  }

  private long token(String resource, String owner) {
    var headers = new AtomicReference<Metadata>();
    var listening =
        ClientInterceptors.intercept(
            channel, MetadataUtils.newCaptureMetadataInterceptor(headers, new AtomicReference<>()));
    assertThat(
            RuntimeGrpc.newBlockingStub(listening)
                .tryLock(tryLock(resource, owner, 30))
                .getSuccess())
        .isTrue();
    return Long.parseLong(Objects.requireNonNull(headers.get().get(FENCING_TOKEN)));
  }

  private long id(String key, AutoIncrement increment) {
    return stub.getNextId(
            GetNextIdRequest.newBuilder()
                .setStoreName("sequencer_demo")
                .setKey(own + key)
                .setOptions(SequencerOptions.newBuilder().setIncrement(increment))
                .build())
        .getNextId();
  }

  private void put(String name, String... pieces) throws Exception {
    BlockingClientCall<PutFileRequest, Empty> call =
        ClientCalls.blockingClientStreamingCall(
            channel, RuntimeGrpc.getPutFileMethod(), CallOptions.DEFAULT);
    for (var piece : pieces) {
      call.write(
          PutFileRequest.newBuilder()
              .setStoreName("file_demo")
              .setName(name.startsWith(".") ? name : own + name)
              .setData(ByteString.copyFromUtf8(piece))
              .build());
    }
    call.halfClose();
    call.read();
  }

  private String get(String name, @Nullable String range) {
    var request = GetFileRequest.newBuilder().setStoreName("file_demo").setName(own + name);
    if (range != null) {
      request.putMetadata("range", range);
    }
    return content(request.build());
  }

  private String getRaw(String name) {
    return content(GetFileRequest.newBuilder().setStoreName("file_demo").setName(name).build());
  }

  private String content(GetFileRequest request) {
    var content = new StringBuilder();
    stub.getFile(request).forEachRemaining(piece -> content.append(piece.getData().toStringUtf8()));
    return content.toString();
  }

  private FileRequest file(String name) {
    return FileRequest.newBuilder().setStoreName("file_demo").setName(own + name).build();
  }

  private GetFileMetaRequest meta(String name) {
    return GetFileMetaRequest.newBuilder().setRequest(file(name)).build();
  }

  private ListFileRequest list(String prefix, int pageSize, String marker) {
    return ListFileRequest.newBuilder()
        .setRequest(file(prefix))
        .setPageSize(pageSize)
        .setMarker(marker)
        .build();
  }

  private static void assertRefused(ThrowingCallable call, String description) {
    var status = failure(call).getStatus();
    assertThat(status.getCode()).isEqualTo(Code.INVALID_ARGUMENT);
    assertThat(status.getDescription()).isEqualTo(description);
  }

  private static Code code(ThrowingCallable call) {
    var thrown = catchThrowable(call);
    return Status.fromThrowable(thrown).getCode();
  }

  private static StatusRuntimeException failure(ThrowingCallable call) {
    var failure = catchThrowableOfType(StatusRuntimeException.class, call);
    assertThat(failure).as("the call fails").isNotNull();
    return failure;
  }
}
