package io.outrigger.dist;

import com.google.protobuf.ByteString;
import com.google.protobuf.Empty;
import io.grpc.CallOptions;
import io.grpc.Channel;
import io.grpc.ClientInterceptors;
import io.grpc.Metadata;
import io.grpc.stub.BlockingClientCall;
import io.grpc.stub.ClientCalls;
import io.grpc.stub.MetadataUtils;
import io.outrigger.proto.layotto.v1.GetFileRequest;
import io.outrigger.proto.layotto.v1.GetStateRequest;
import io.outrigger.proto.layotto.v1.PutFileRequest;
import io.outrigger.proto.layotto.v1.RuntimeGrpc;
import io.outrigger.proto.layotto.v1.SaveStateRequest;
import io.outrigger.proto.layotto.v1.StateItem;
import java.util.Map;

/** Calls of a caller that has a trace: unary, and streaming in both directions. */
final class TracedCalls {

  /** What they call, in order. */
  static final String[] METHODS = {"SaveState", "GetState", "PutFile", "GetFile"};

  /** A header of SkyWalking: span 4 of segment 1.2.3, in trace 3.4.5. */
  static final String SW8 =
      "1-My40LjU=-MS4yLjM=-4-c2VydmljZQ==-aW5zdGFuY2U=-L2FwcA==-MTI3LjAuMC4xOjgwODA=";

  private TracedCalls() {}

  static void make(Channel connection, Map<String, String> headers) throws Exception {
    var metadata = new Metadata();
    headers.forEach((name, value) ->
        metadata.put(Metadata.Key.of(name, Metadata.ASCII_STRING_MARSHALLER), value));
    var channel =
        ClientInterceptors.intercept(
            connection, MetadataUtils.newAttachHeadersInterceptor(metadata));
    var stub = RuntimeGrpc.newBlockingStub(channel);
    var item = StateItem.newBuilder().setKey("k").setValue(ByteString.copyFromUtf8("hidden"));
    var _ =
        stub.saveState(
            SaveStateRequest.newBuilder().setStoreName("state_demo").addStates(item).build());
    var _ =
        stub.getState(GetStateRequest.newBuilder().setStoreName("state_demo").setKey("k").build());
    put(channel);
    stub.getFile(
            GetFileRequest.newBuilder().setStoreName("file_demo").setName("hidden.txt").build())
        .forEachRemaining(piece -> {});
  }

  private static void put(Channel channel) throws Exception {
    BlockingClientCall<PutFileRequest, Empty> call =
        ClientCalls.blockingClientStreamingCall(
            channel, RuntimeGrpc.getPutFileMethod(), CallOptions.DEFAULT);
    for (int i = 0; i < 3; i++) {
      var _ =
          call.write(
              PutFileRequest.newBuilder()
                  .setStoreName("file_demo")
                  .setName("hidden.txt")
                  .setData(ByteString.copyFromUtf8("piece"))
                  .build());
    }
    call.halfClose();
    var _ = call.read();
  }
}
