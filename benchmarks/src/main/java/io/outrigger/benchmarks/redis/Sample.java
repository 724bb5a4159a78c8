package io.outrigger.benchmarks.redis;

import com.google.protobuf.ByteString;
import io.outrigger.benchmarks.measuring.BenchmarkException;
import io.outrigger.benchmarks.measuring.GrpcClient;
import io.outrigger.benchmarks.measuring.Server;
import io.outrigger.benchmarks.measuring.Subject;
import io.outrigger.benchmarks.measuring.Subject.Question;
import io.outrigger.benchmarks.measuring.Workplace;
import io.outrigger.proto.layotto.v1.GetNextIdRequest;
import io.outrigger.proto.layotto.v1.GetNextIdResponse;
import io.outrigger.proto.layotto.v1.GetStateRequest;
import io.outrigger.proto.layotto.v1.GetStateResponse;
import io.outrigger.proto.layotto.v1.SaveStateRequest;
import io.outrigger.proto.layotto.v1.SequencerOptions;
import io.outrigger.proto.layotto.v1.SequencerOptions.AutoIncrement;
import io.outrigger.proto.layotto.v1.StateItem;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** What the sidecar keeps in Redis and is asked for, with real calls that check its answers. */
final class Sample implements AutoCloseable {

  private static final String SMALL_KEY = "small";
  private static final String LARGE_KEY = "large";
  private static final ByteString SMALL = ByteString.copyFromUtf8("0123456789abcdef");
  private static final ByteString LARGE = ByteString.copyFromUtf8("0123456789abcdef".repeat(64));

  private static final GetNextIdRequest NEXT_ID =
      GetNextIdRequest.newBuilder()
          .setStoreName(Sidecar.STORE)
          .setKey(Sidecar.COUNTER)
          .setOptions(SequencerOptions.newBuilder().setIncrement(AutoIncrement.WEAK))
          .build();

  private final Server sidecar;
  private final GrpcClient client;
  private final Direct direct;

  /** What {@code sidecar} keeps, which {@code direct} can see. */
  Sample(Server sidecar, Direct direct) {
    this.sidecar = sidecar;
    this.client = new GrpcClient(sidecar);
    this.direct = direct;
  }

  /** The key of the small value as it stands in Redis. */
  static byte[] storedKey() {
    return stored(SMALL_KEY);
  }

  private static byte[] stored(String key) {
    return (Sidecar.APP + "||" + key).getBytes(StandardCharsets.UTF_8);
  }

  /** Saves the values and checks them. */
  void prepare() {
    var _ = client.stub().saveState(save(SMALL_KEY, SMALL));
    var _ = client.stub().saveState(save(LARGE_KEY, LARGE));
    check();
  }

  /**
   * Checks that the sidecar answers what was saved, and that it stands in Redis as it should.
   *
   * @throws BenchmarkException when not
   */
  void check() {
    checkValue(SMALL_KEY, SMALL);
    checkValue(LARGE_KEY, LARGE);
    checkIds();
  }

  private void checkValue(String key, ByteString value) {
    if (!client.stub().getState(get(key)).getData().equals(value)) {
      throw new BenchmarkException("GetState answered another value than was saved: " + key);
    }
    direct.requireLayout(stored(key), value.toByteArray());
  }

  private void checkIds() {
    long first = nextId().getNextId();
    long second = nextId().getNextId();
    if (first <= Sidecar.COUNTER_START || second <= first) {
      throw new BenchmarkException("GetNextId answered " + first + " and then " + second);
    }
  }

  private GetNextIdResponse nextId() {
    return client.stub().getNextId(NEXT_ID);
  }

  /** The sidecar asked for the small value. */
  Subject getting(Workplace place) throws IOException {
    GetStateResponse answer = client.stub().getState(get(SMALL_KEY));
    return Subject.of(sidecar, new Question("GetState", get(SMALL_KEY)), answer, place);
  }

  /** The sidecar asked to save the large value. */
  Subject saving(Workplace place) throws IOException {
    var request = save(LARGE_KEY, LARGE);
    var answer = client.stub().saveState(request);
    return Subject.of(sidecar, new Question("SaveState", request), answer, place);
  }

  /** The sidecar asked for an id; all ids have the same length on the wire, as they begin high. */
  Subject counting(Workplace place) throws IOException {
    return Subject.of(sidecar, new Question("GetNextId", NEXT_ID), nextId(), place);
  }

  private static GetStateRequest get(String key) {
    return GetStateRequest.newBuilder().setStoreName(Sidecar.STORE).setKey(key).build();
  }

  private static SaveStateRequest save(String key, ByteString value) {
    return SaveStateRequest.newBuilder()
        .setStoreName(Sidecar.STORE)
        .addStates(StateItem.newBuilder().setKey(key).setValue(value))
        .build();
  }

  @Override
  public void close() {
    client.close();
  }
}
