package io.outrigger.runtime.telemetry.trace;

import io.outrigger.proto.skywalking.v3.KeyStringValuePair;
import io.outrigger.proto.skywalking.v3.RefType;
import io.outrigger.proto.skywalking.v3.SegmentObject;
import io.outrigger.proto.skywalking.v3.SegmentReference;
import io.outrigger.proto.skywalking.v3.SpanLayer;
import io.outrigger.proto.skywalking.v3.SpanObject;
import io.outrigger.proto.skywalking.v3.SpanType;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Writes segments as SkyWalking's protocol has them. Used by one thread. */
final class SkyWalkingSegments {

  /** SkyWalking's number of gRPC. */
  private static final int GRPC = 23;

  private static final int NO_PARENT = -1;
  private static final int LONGEST_PEER = 200;

  private final Identity identity;
  private final OperationNames names = new OperationNames();

  SkyWalkingSegments(Identity identity) {
    this.identity = identity;
  }

  SegmentObject write(Segment segment) {
    var parent = SkyWalkingPropagation.parent(segment);
    var written =
        SegmentObject.newBuilder()
            .setTraceId(SkyWalkingPropagation.traceId(segment, parent))
            .setTraceSegmentId(SkyWalkingPropagation.segmentId(segment))
            .setService(identity.service())
            .setServiceInstance(identity.instance())
            .setIsSizeLimited(segment.isLimited())
            .addSpans(entry(segment, parent));
    segment.exits().forEach(exit -> written.addSpans(exit(exit)));
    return written.build();
  }

  private SpanObject entry(Segment segment, @Nullable Sw8 parent) {
    var end = segment.ending();
    var span =
        SpanObject.newBuilder()
            .setSpanId(0)
            .setParentSpanId(NO_PARENT)
            .setStartTime(millis(segment.beganEpochNanos()))
            .setEndTime(millis(segment.epochNanos(end.nanos())))
            .setOperationName(names.of(segment))
            .setSpanType(SpanType.Entry)
            .setSpanLayer(SpanLayer.RPCFramework)
            .setComponentId(GRPC)
            .setIsError(end.isFailure())
            .addTags(tag("rpc.status_code", end.code()));
    if (parent != null) {
      span.addRefs(reference(parent));
    }
    return span.build();
  }

  private static SegmentReference reference(Sw8 parent) {
    return SegmentReference.newBuilder()
        .setRefType(RefType.CrossProcess)
        .setTraceId(parent.traceId())
        .setParentTraceSegmentId(parent.segmentId())
        .setParentSpanId(parent.spanId())
        .setParentService(parent.service())
        .setParentServiceInstance(parent.instance())
        .setParentEndpoint(parent.endpoint())
        .setNetworkAddressUsedAtPeer(parent.address())
        .build();
  }

  /** SkyWalking draws an exit to its peer, so what has none is work of this process. */
  private static SpanObject exit(ExitSpan exit) {
    var what = exit.what();
    var end = exit.ending();
    var technology = Technology.of(what.type());
    var peer = what.peer();
    var span =
        SpanObject.newBuilder()
            .setSpanId(exit.id())
            .setParentSpanId(exit.parent())
            .setStartTime(millis(exit.beganEpochNanos()))
            .setEndTime(millis(exit.endedEpochNanos()))
            .setOperationName(what.operation())
            .setPeer(peer.length() > LONGEST_PEER ? peer.substring(0, LONGEST_PEER) : peer)
            .setSpanType(peer.isEmpty() ? SpanType.Local : SpanType.Exit)
            .setSpanLayer(layer(technology))
            .setComponentId(technology.componentId())
            .setIsError(end.isFailure())
            .addTags(tag("component", what.instance()))
            .addTags(tag("component.type", what.type()));
    describe(span, technology, what.operation());
    if (end.isFailure()) {
      span.addTags(tag("error.code", end.code()));
    }
    return span.build();
  }

  private static SpanLayer layer(Technology technology) {
    return switch (technology) {
      case REDIS -> SpanLayer.Cache;
      case MONGODB -> SpanLayer.Database;
      case HDFS -> SpanLayer.RPCFramework;
      case OBJECT_STORE -> SpanLayer.Http;
      case OTHER -> SpanLayer.Unknown;
    };
  }

  /** What SkyWalking's pages of caches and databases are made of. */
  private static void describe(SpanObject.Builder span, Technology technology, String operation) {
    if (technology == Technology.REDIS) {
      span.addTags(tag("cache.type", technology.shown()))
          .addTags(tag("cache.op", Technology.reads(operation) ? "read" : "write"))
          .addTags(tag("cache.cmd", operation));
    } else if (technology == Technology.MONGODB) {
      span.addTags(tag("db.type", technology.shown()));
    }
  }

  private static KeyStringValuePair tag(String key, String value) {
    return KeyStringValuePair.newBuilder().setKey(key).setValue(value).build();
  }

  private static long millis(long nanos) {
    return TimeUnit.NANOSECONDS.toMillis(nanos);
  }
}
