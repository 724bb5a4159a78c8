package io.outrigger.benchmarks.measuring;

import com.google.protobuf.ByteString;
import io.outrigger.proto.layotto.v1.GetStateRequest;
import io.outrigger.proto.layotto.v1.GetStateResponse;
import io.outrigger.proto.layotto.v1.SaveStateRequest;
import io.outrigger.proto.layotto.v1.StateItem;

/**
 * Makes real calls of state over TCP, to prepare a server and to check what it answers: one value
 * of 16 bytes.
 */
public final class StateClient implements AutoCloseable {

  /** The name of the state store in the sidecar's config. */
  public static final String STORE = "bench";

  /** The question that is asked over and over. */
  public static final GetStateRequest QUESTION =
      GetStateRequest.newBuilder().setStoreName(STORE).setKey("key").build();

  private static final ByteString VALUE = ByteString.copyFromUtf8("0123456789abcdef");
  private static final SaveStateRequest SAVE =
      SaveStateRequest.newBuilder()
          .setStoreName(STORE)
          .addStates(StateItem.newBuilder().setKey(QUESTION.getKey()).setValue(VALUE))
          .build();

  private final GrpcClient client;

  /** A client of {@code server}; the first call connects. */
  public StateClient(Server server) {
    client = new GrpcClient(server);
  }

  /** Saves 16 bytes, which the echo server only pretends to do. */
  public void save() {
    var answer = client.stub().saveState(SAVE);
    if (answer.getSerializedSize() != 0) {
      throw new BenchmarkException("SaveState answered " + answer);
    }
  }

  /**
   * Gets what was saved.
   *
   * @throws BenchmarkException when it is something else
   */
  public GetStateResponse checkedGet() {
    var answer = client.stub().getState(QUESTION);
    if (!answer.getData().equals(VALUE)) {
      throw new BenchmarkException("GetState answered another value than was saved: " + answer);
    }
    return answer;
  }

  @Override
  public void close() {
    client.close();
  }
}
