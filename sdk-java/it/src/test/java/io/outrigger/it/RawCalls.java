package io.outrigger.it;

import io.grpc.ManagedChannel;
import io.grpc.netty.shaded.io.grpc.netty.NettyChannelBuilder;
import io.outrigger.proto.layotto.v1.RuntimeGrpc;
import io.outrigger.proto.layotto.v1.UnlockRequest;

/** Calls that the client does not make. */
final class RawCalls implements AutoCloseable {

  private final ManagedChannel channel;

  private RawCalls(ManagedChannel channel) {
    this.channel = channel;
  }

  static RawCalls to(String endpoint) {
    return new RawCalls(NettyChannelBuilder.forTarget(endpoint).usePlaintext().build());
  }

  /** Unlocks in the name of somebody else. */
  void unlock(String store, String resource, String owner) {
    var request =
        UnlockRequest.newBuilder()
            .setStoreName(store)
            .setResourceId(resource)
            .setLockOwner(owner)
            .build();
    var unused = RuntimeGrpc.newBlockingStub(channel).unlock(request);
  }

  @Override
  public void close() {
    channel.shutdownNow();
  }
}
