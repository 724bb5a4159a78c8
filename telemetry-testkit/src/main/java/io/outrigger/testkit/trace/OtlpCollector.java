package io.outrigger.testkit.trace;

import io.grpc.InsecureServerCredentials;
import io.grpc.ServerCredentials;
import io.grpc.stub.StreamObserver;
import io.outrigger.proto.otlp.v1.ExportTracePartialSuccess;
import io.outrigger.proto.otlp.v1.ExportTraceServiceRequest;
import io.outrigger.proto.otlp.v1.ExportTraceServiceResponse;
import io.outrigger.proto.otlp.v1.Span;
import io.outrigger.proto.otlp.v1.TraceServiceGrpc.TraceServiceImplBase;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** An OpenTelemetry collector that keeps everything in memory. Safe for use by many threads. */
public final class OtlpCollector extends TraceCollector {

  private final Traces traces;

  private OtlpCollector(ServerCredentials credentials, Traces traces) {
    super(credentials, traces);
    this.traces = traces;
  }

  /** A collector at a free port, in plain text. */
  public static OtlpCollector start() {
    return start(InsecureServerCredentials.create());
  }

  /** A collector at a free port that is sure of itself, and perhaps of its clients. */
  public static OtlpCollector start(ServerCredentials credentials) {
    return new OtlpCollector(credentials, new Traces());
  }

  /** The requests that have come, oldest first. */
  public List<ExportTraceServiceRequest> requests() {
    return List.copyOf(traces.requests);
  }

  /** The spans that have come, oldest first. */
  public List<Span> spans() {
    return traces.requests.stream()
        .flatMap(request -> request.getResourceSpansList().stream())
        .flatMap(resource -> resource.getScopeSpansList().stream())
        .flatMap(scope -> scope.getSpansList().stream())
        .toList();
  }

  /** Says of every request from now on that so many of its spans were not taken. */
  public void reject(long spans) {
    traces.rejected = spans;
  }

  private static final class Traces extends TraceServiceImplBase {

    private final List<ExportTraceServiceRequest> requests = new CopyOnWriteArrayList<>();
    private volatile long rejected;

    @Override
    public void export(
        ExportTraceServiceRequest request, StreamObserver<ExportTraceServiceResponse> responses) {
      requests.add(request);
      responses.onNext(
          ExportTraceServiceResponse.newBuilder()
              .setPartialSuccess(ExportTracePartialSuccess.newBuilder().setRejectedSpans(rejected))
              .build());
      responses.onCompleted();
    }
  }
}
