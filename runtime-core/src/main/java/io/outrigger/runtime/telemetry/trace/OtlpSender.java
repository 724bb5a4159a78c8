package io.outrigger.runtime.telemetry.trace;

import io.grpc.StatusRuntimeException;
import io.outrigger.proto.otlp.v1.TraceServiceGrpc;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Sends spans over OTLP, one request for each batch. */
final class OtlpSender implements Sender {

  /** The header of the token. */
  static final String TOKEN = "authorization";

  private final Collector collector;
  private final OtlpSpans spans;

  OtlpSender(Collector collector, Identity identity) {
    this.collector = collector;
    spans = new OtlpSpans(identity);
  }

  @Override
  public boolean isReady(Duration patience) {
    return collector.isOpen(patience);
  }

  /** A collector that refuses spans does not say whose; each is taken for a segment. */
  @Override
  public int send(List<Segment> batch) throws SendException {
    try {
      var response =
          TraceServiceGrpc.newBlockingStub(collector.channel())
              .withDeadlineAfter(Collector.ANSWER.toNanos(), TimeUnit.NANOSECONDS)
              .export(spans.write(batch));
      return Math.clamp(response.getPartialSuccess().getRejectedSpans(), 0, batch.size());
    } catch (StatusRuntimeException e) {
      throw collector.failed(e);
    }
  }

  @Override
  public void close() {
    collector.close();
  }
}
