package io.outrigger.testkit.trace;

import io.grpc.InsecureServerCredentials;
import io.grpc.ServerCredentials;
import io.grpc.stub.StreamObserver;
import io.outrigger.proto.skywalking.v3.Commands;
import io.outrigger.proto.skywalking.v3.InstancePingPkg;
import io.outrigger.proto.skywalking.v3.InstanceProperties;
import io.outrigger.proto.skywalking.v3.ManagementServiceGrpc.ManagementServiceImplBase;
import io.outrigger.proto.skywalking.v3.SegmentObject;
import io.outrigger.proto.skywalking.v3.TraceSegmentReportServiceGrpc.TraceSegmentReportServiceImplBase;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A SkyWalking collector that keeps everything in memory. Safe for use by many threads. */
public final class SkyWalkingCollector extends TraceCollector {

  private final Kept kept;

  private SkyWalkingCollector(ServerCredentials credentials, Kept kept) {
    super(credentials, new Segments(kept), new Instances(kept));
    this.kept = kept;
  }

  /** A collector at a free port, in plain text. */
  public static SkyWalkingCollector start() {
    return start(InsecureServerCredentials.create());
  }

  /** A collector at a free port that is sure of itself, and perhaps of its clients. */
  public static SkyWalkingCollector start(ServerCredentials credentials) {
    return new SkyWalkingCollector(credentials, new Kept());
  }

  /** The segments that have come, oldest first. */
  public List<SegmentObject> segments() {
    return List.copyOf(kept.segments);
  }

  /** What instances have said of themselves. */
  public List<InstanceProperties> properties() {
    return List.copyOf(kept.properties);
  }

  /** When instances have said that they live. */
  public List<InstancePingPkg> pings() {
    return List.copyOf(kept.pings);
  }

  private static void done(StreamObserver<Commands> responses) {
    responses.onNext(Commands.getDefaultInstance());
    responses.onCompleted();
  }

  /** What has come. */
  private static final class Kept {

    private final List<SegmentObject> segments = new CopyOnWriteArrayList<>();
    private final List<InstanceProperties> properties = new CopyOnWriteArrayList<>();
    private final List<InstancePingPkg> pings = new CopyOnWriteArrayList<>();
  }

  private static final class Segments extends TraceSegmentReportServiceImplBase {

    private final Kept kept;

    Segments(Kept kept) {
      this.kept = kept;
    }

    @Override
    public StreamObserver<SegmentObject> collect(StreamObserver<Commands> responses) {
      return new StreamObserver<>() {
        @Override
        public void onNext(SegmentObject segment) {
          kept.segments.add(segment);
        }

        @Override
        public void onError(Throwable failure) {
          // The sidecar has gone.
        }

        @Override
        public void onCompleted() {
          done(responses);
        }
      };
    }
  }

  private static final class Instances extends ManagementServiceImplBase {

    private final Kept kept;

    Instances(Kept kept) {
      this.kept = kept;
    }

    @Override
    public void reportInstanceProperties(
        InstanceProperties request, StreamObserver<Commands> responses) {
      kept.properties.add(request);
      done(responses);
    }

    @Override
    public void keepAlive(InstancePingPkg request, StreamObserver<Commands> responses) {
      kept.pings.add(request);
      done(responses);
    }
  }
}
