package io.outrigger.runtime.telemetry.trace;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes one line for each segment, by a logger whose name stays the same. */
final class LogSender implements Sender {

  /** The logger's name, for those who want its lines elsewhere or not at all. */
  static final String LOGGER = "io.outrigger.trace";

  private static final Logger log = LoggerFactory.getLogger(LOGGER);

  private static final double NANOS_PER_MILLI = 1e6;

  @Override
  public int send(List<Segment> batch) {
    if (log.isInfoEnabled()) {
      batch.forEach(segment -> log.info(line(segment)));
    }
    return 0;
  }

  /** Such as {@code trace=... span=... method=/a.B/C code=OK ms=1.250 exits=[...]}. */
  static String line(Segment segment) {
    var context = segment.context();
    var end = segment.ending();
    var exits = segment.exits().stream().map(LogSender::exit).collect(Collectors.joining(", "));
    return "trace=%s span=%s method=%s code=%s ms=%s exits=[%s]%s"
        .formatted(
            context.traceId(),
            context.spanId(),
            OperationNames.printable(segment.endpoint()),
            end.code(),
            millis(segment.epochNanos(end.nanos()) - segment.beganEpochNanos()),
            exits,
            segment.isLimited() ? " and more" : "");
  }

  private static String exit(ExitSpan span) {
    var exit = span.what();
    var peer = exit.peer().isEmpty() ? "" : "@" + exit.peer();
    return "%s %s%s %s %s ms"
        .formatted(
            exit.operation(),
            exit.type(),
            peer,
            span.ending().code(),
            millis(span.endedEpochNanos() - span.beganEpochNanos()));
  }

  private static String millis(long nanos) {
    return String.format(Locale.ROOT, "%.3f", nanos / NANOS_PER_MILLI);
  }
}
