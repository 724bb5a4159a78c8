package io.outrigger.runtime.telemetry.trace;

import io.outrigger.spi.TraceContext;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * SkyWalking's headers. A caller that has only W3C's gives the trace its id; W3C's headers are
 * passed on as they came, since this process has no span of that system.
 */
final class SkyWalkingPropagation implements Propagation {

  private final Identity identity;

  SkyWalkingPropagation(Identity identity) {
    this.identity = identity;
  }

  /** The caller's span; null when it is untraced. */
  static @Nullable Sw8 parent(Segment segment) {
    return Sw8.of(segment.caller().sw8());
  }

  /**
   * The id of the trace that {@code parent} or the caller's W3C header tells, or else a new one.
   */
  static String traceId(Segment segment, @Nullable Sw8 parent) {
    if (parent != null) {
      return parent.traceId();
    }
    var foreign = TraceParent.of(segment.caller().traceparent());
    return foreign == null ? Ids.hex(segment.high(), segment.low()) : foreign.traceId();
  }

  static String segmentId(Segment segment) {
    return Ids.hex(segment.base(), segment.low());
  }

  @Override
  public Caller.Decision decision(Caller caller) {
    return caller.bySw8().or(caller.byTraceparent());
  }

  @Override
  public TraceContext context(Segment segment, int span) {
    return new TraceContext(traceId(segment, parent(segment)), segmentId(segment) + '-' + span);
  }

  @Override
  public Map<String, String> headers(Segment segment, int span, String peer) {
    var headers = segment.caller().headers();
    var sw8 =
        new Sw8(
            true,
            traceId(segment, parent(segment)),
            segmentId(segment),
            span,
            identity.service(),
            identity.instance(),
            segment.endpoint(),
            peer);
    headers.put(Caller.SW8, sw8.toString());
    return headers;
  }

  @Override
  public Map<String, String> unrecorded(Caller caller) {
    return caller.headers();
  }
}
