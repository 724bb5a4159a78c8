package io.outrigger.runtime.telemetry.trace;

import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.stub.StreamObserver;
import io.outrigger.proto.skywalking.v3.Commands;
import io.outrigger.proto.skywalking.v3.InstancePingPkg;
import io.outrigger.proto.skywalking.v3.InstanceProperties;
import io.outrigger.proto.skywalking.v3.KeyStringValuePair;
import io.outrigger.proto.skywalking.v3.ManagementServiceGrpc;
import io.outrigger.proto.skywalking.v3.ManagementServiceGrpc.ManagementServiceBlockingStub;
import io.outrigger.proto.skywalking.v3.TraceSegmentReportServiceGrpc;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;

/**
 * Sends segments to SkyWalking: one stream for each batch, which is over when the collector has
 * taken it. In between it says that this instance is alive, and what it is.
 */
final class SkyWalkingSender implements Sender {

  /** The header of the token. */
  static final String TOKEN = "authentication";

  private static final Duration BETWEEN_BEATS = Duration.ofSeconds(20);

  /** What an instance is may get lost at the collector, so it is said every so many beats. */
  private static final int PROPERTIES_EVERY = 10;

  private final Collector collector;
  private final Identity identity;
  private final SkyWalkingSegments segments;
  private int beats;

  SkyWalkingSender(Collector collector, Identity identity) {
    this.collector = collector;
    this.identity = identity;
    segments = new SkyWalkingSegments(identity);
  }

  @Override
  public boolean isReady(Duration patience) {
    return collector.isOpen(patience);
  }

  @Override
  public int send(List<Segment> batch) throws SendException {
    var answer = new Answer();
    var stream =
        TraceSegmentReportServiceGrpc.newStub(collector.channel())
            .withDeadlineAfter(Collector.ANSWER.toNanos(), TimeUnit.NANOSECONDS)
            .collect(answer);
    for (var segment : batch) {
      stream.onNext(segments.write(segment));
    }
    stream.onCompleted();
    try {
      answer.await();
      return 0;
    } catch (StatusRuntimeException e) {
      throw collector.failed(e);
    }
  }

  @Override
  public void beat() throws SendException {
    try {
      if (beats % PROPERTIES_EVERY == 0) {
        var _ = management().reportInstanceProperties(properties());
      }
      var _ =
          management()
              .keepAlive(
                  InstancePingPkg.newBuilder()
                      .setService(identity.service())
                      .setServiceInstance(identity.instance())
                      .build());
      beats++;
    } catch (StatusRuntimeException e) {
      beats = 0;
      throw collector.failed(e);
    }
  }

  @Override
  public Duration betweenBeats() {
    return BETWEEN_BEATS;
  }

  private ManagementServiceBlockingStub management() {
    return ManagementServiceGrpc.newBlockingStub(collector.channel())
        .withDeadlineAfter(Collector.ANSWER.toNanos(), TimeUnit.NANOSECONDS);
  }

  private InstanceProperties properties() {
    return InstanceProperties.newBuilder()
        .setService(identity.service())
        .setServiceInstance(identity.instance())
        .addProperties(property("language", "java"))
        .addProperties(property("OS Name", System.getProperty("os.name", "")))
        .addProperties(property("hostname", Identity.host()))
        .addProperties(property("Process No.", Long.toString(ProcessHandle.current().pid())))
        .build();
  }

  private static KeyStringValuePair property(String key, String value) {
    return KeyStringValuePair.newBuilder().setKey(key).setValue(value).build();
  }

  @Override
  public void close() {
    collector.close();
  }

  /** What the collector says of a stream. */
  private static final class Answer implements StreamObserver<Commands> {

    private final CompletableFuture<Boolean> end = new CompletableFuture<>();

    @Override
    public void onNext(Commands commands) {
      // Orders for agents with a profiler; the sidecar has none.
    }

    @Override
    public void onError(Throwable failure) {
      end.completeExceptionally(failure);
    }

    @Override
    public void onCompleted() {
      end.complete(true);
    }

    /**
     * Waits; the deadline of the stream ends this, too.
     *
     * @throws StatusRuntimeException when the collector refuses, or cannot be reached
     */
    void await() throws SendException {
      try {
        var _ = end.get();
      } catch (ExecutionException e) {
        throw Status.fromThrowable(e).asRuntimeException();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new SendException("interrupted", e);
      }
    }
  }
}
