package io.outrigger.runtime.telemetry.trace;

import static org.assertj.core.api.Assertions.assertThat;

import io.outrigger.runtime.telemetry.Sampler;
import io.outrigger.runtime.trace.Exit;
import io.outrigger.runtime.trace.Span;
import io.outrigger.spi.TraceContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is recorded of a call, when it is finished, and which headers go on. */
final class RecorderTest {

  private static final String SW8 =
      "1-My40LjU=-MS4yLjM=-4-c2VydmljZQ==-aW5zdGFuY2U=-L2FwcA==-MTI3LjAuMC4xOjgwODA=";
  private static final String SW8_UNRECORDED = "0" + SW8.substring(1);
  private static final String W3C = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";
  private static final String W3C_UNRECORDED = W3C.substring(0, W3C.length() - 1) + "0";
  private static final Exit GET = new Exit("state.get", "s", "redis", "redis:6379");

  private final List<Segment> finished = new CopyOnWriteArrayList<>();
  private final Propagation skywalking =
      new SkyWalkingPropagation(new Identity("sidecar", "1@here"));
  private final Propagation w3c = new W3cPropagation();

  @Test
  void a_segment_is_finished_with_its_last_span() {
    var call = call(skywalking, 1, Map.of());
    var first = call.exit(GET);
    var second = call.exit(GET);
    first.end("OK", false);
    call.end("OK", false);
    assertThat(finished).isEmpty();

    second.end("TIMEOUT", true);

    var segment = finished.getFirst();
    assertThat(segment.exits()).extracting(ExitSpan::id).containsExactly(1, 2);
    assertThat(segment.exits())
        .extracting(exit -> exit.ending().code())
        .containsExactly("OK", "TIMEOUT");
    assertThat(segment.exits().getLast().ending().isFailure()).isTrue();
  }

  @Test
  void ends_count_once() {
    var call = call(skywalking, 1, Map.of());
    var exit = call.exit(GET);
    exit.end("OK", false);
    exit.end("TIMEOUT", true);
    call.end("OK", false);
    call.end("CANCELLED", true);

    assertThat(finished).hasSize(1);
    assertThat(finished.getFirst().ending().code()).isEqualTo("OK");
    assertThat(finished.getFirst().exits().getFirst().ending().code()).isEqualTo("OK");
  }

  @Test
  void what_begins_after_the_end_is_not_recorded() {
    var call = call(skywalking, 1, Map.of());
    call.end("OK", false);

    var late = call.exit(GET);
    late.end("OK", false);

    assertThat(late.context()).isEqualTo(TraceContext.none());
    assertThat(finished).singleElement().extracting(Segment::exits).isEqualTo(List.of());
  }

  @Test
  void a_span_within_an_exit_has_it_as_its_parent() {
    var call = call(skywalking, 1, Map.of());
    var outer = call.exit(GET);
    outer.exit(GET).end("OK", false);
    outer.end("OK", false);
    call.end("OK", false);

    assertThat(finished.getFirst().exits()).extracting(ExitSpan::parent).containsExactly(0, 1);
  }

  @Test
  void a_call_keeps_a_bounded_number_of_spans() {
    var call = call(skywalking, 1, Map.of());
    var spans = IntStream.range(0, 1000).mapToObj(i -> call.exit(GET)).toList();
    spans.forEach(span -> span.end("OK", false));
    call.end("OK", false);

    assertThat(finished.getFirst().exits()).hasSize(Segment.MOST_EXITS);
    assertThat(finished.getFirst().isLimited()).isTrue();
  }

  @Test
  void exits_of_many_threads_each_have_a_number_of_their_own() throws InterruptedException {
    var call = call(skywalking, 1, Map.of());
    var go = new CountDownLatch(1);
    var threads = new ArrayList<Thread>();
    for (int i = 0; i < 8; i++) {
      threads.add(
          Thread.startVirtualThread(() -> {
            await(go);
            for (int j = 0; j < 30; j++) {
              call.exit(GET).end("OK", false);
            }
          }));
    }
    go.countDown();
    for (var thread : threads) {
      thread.join();
    }
    call.end("OK", false);

    assertThat(finished.getFirst().exits())
        .extracting(ExitSpan::id)
        .containsExactlyElementsOf(IntStream.rangeClosed(1, 240).boxed().toList());
  }

  @ParameterizedTest
  @CsvSource({"0, 0, 0", "1, 100000, 100000", "0.25, 23000, 27000"})
  void a_rate_of_the_traces_that_begin_here_is_recorded(double rate, int least, int most) {
    var recorder = new Recorder(skywalking, new Sampler(rate), finished::add);
    long recorded =
        IntStream.range(0, 100_000)
            .filter(i -> recorder.entry("a.B/C", name -> null) instanceof Segment)
            .count();

    assertThat(recorded).isBetween((long) least, (long) most);
  }

  @Test
  void what_the_caller_has_decided_is_kept_to() {
    for (var propagation : List.of(skywalking, w3c)) {
      assertThat(isRecorded(call(propagation, 0, Map.of("sw8", SW8)))).isTrue();
      assertThat(isRecorded(call(propagation, 1, Map.of("sw8", SW8_UNRECORDED)))).isFalse();
      assertThat(isRecorded(call(propagation, 0, Map.of("traceparent", W3C)))).isTrue();
      assertThat(isRecorded(call(propagation, 1, Map.of("traceparent", W3C_UNRECORDED)))).isFalse();
      assertThat(isRecorded(call(propagation, 0, Map.of("traceparent", "rubbish")))).isFalse();
      assertThat(isRecorded(call(propagation, 1, Map.of("sw8", "rubbish")))).isTrue();
    }
  }

  @Test
  void the_own_systems_header_decides_before_the_other_ones() {
    var headers = Map.of("sw8", SW8, "traceparent", W3C_UNRECORDED);

    assertThat(isRecorded(call(skywalking, 0, headers))).isTrue();
    assertThat(isRecorded(call(w3c, 0, headers))).isFalse();
  }

  @Test
  void skywalking_is_told_of_this_sidecar_and_w3c_headers_go_on_as_they_came() {
    var headers =
        Map.of(
            "sw8",
            SW8,
            "sw8-correlation",
            "dXNlcg==:MQ==",
            "traceparent",
            W3C,
            "tracestate",
            "a=1");
    var call = call(skywalking, 1, headers);
    var forwarded = call.exit(GET).headers("orders:80");

    assertThat(forwarded)
        .containsEntry("sw8-correlation", "dXNlcg==:MQ==")
        .containsEntry("traceparent", W3C)
        .containsEntry("tracestate", "a=1");
    var segment = call.context().spanId().replaceFirst("-0$", "");
    assertThat(Sw8.of(forwarded.get("sw8")))
        .isEqualTo(new Sw8(true, "3.4.5", segment, 1, "sidecar", "1@here", "/a.B/C", "orders:80"));
  }

  @Test
  void w3c_is_told_of_this_span_and_skywalkings_headers_go_on_as_they_came() {
    var headers =
        Map.of(
            "sw8",
            SW8,
            "sw8-correlation",
            "dXNlcg==:MQ==",
            "traceparent",
            W3C,
            "tracestate",
            "a=1");
    var exit = call(w3c, 1, headers).exit(GET);
    var forwarded = exit.headers("orders:80");

    assertThat(forwarded)
        .containsEntry("sw8", SW8)
        .containsEntry("sw8-correlation", "dXNlcg==:MQ==")
        .containsEntry("tracestate", "a=1")
        .containsEntry(
            "traceparent",
            "00-4bf92f3577b34da6a3ce929d0e0e4736-" + exit.context().spanId() + "-01");
    assertThat(exit.context().spanId()).isNotEqualTo("00f067aa0ba902b7");
  }

  @Test
  void a_correlation_without_a_trace_goes_on_whether_the_call_is_recorded_or_not() {
    var headers = Map.of("sw8-correlation", "dXNlcg==:MQ==");
    for (var propagation : List.of(skywalking, w3c)) {
      for (int rate = 0; rate <= 1; rate++) {
        assertThat(call(propagation, rate, headers).headers("p:1")).containsAllEntriesOf(headers);
      }
    }
  }

  @Test
  void a_state_without_its_parent_is_nobodys() {
    var headers = Map.of("traceparent", "rubbish", "tracestate", "a=1");

    assertThat(call(w3c, 1, headers).headers("p:1")).doesNotContainKey("tracestate");
    assertThat(call(w3c, 0, headers).headers("p:1")).doesNotContainKey("tracestate");
  }

  @Test
  void a_new_trace_has_ids_of_its_own() {
    var one = call(w3c, 1, Map.of());
    var another = call(w3c, 1, Map.of());

    assertThat(TraceParent.of(one.headers("p:1").get("traceparent"))).isNotNull();
    assertThat(one.context().traceId()).hasSize(32).isNotEqualTo(another.context().traceId());
    assertThat(one.context().spanId()).hasSize(16).isNotEqualTo(another.context().spanId());
  }

  @Test
  void skywalking_takes_the_trace_of_a_caller_that_speaks_w3c_only() {
    assertThat(call(skywalking, 1, Map.of("traceparent", W3C)).context().traceId())
        .isEqualTo("4bf92f3577b34da6a3ce929d0e0e4736");
  }

  @Test
  void an_unrecorded_call_hands_on_what_it_was_told() {
    var headers = Map.of("sw8", SW8_UNRECORDED, "traceparent", W3C_UNRECORDED);
    for (var propagation : List.of(skywalking, w3c)) {
      var call = call(propagation, 1, headers);
      assertThat(call.exit(GET).headers("p:1")).isEqualTo(headers);
      assertThat(call.context()).isEqualTo(TraceContext.none());
    }
  }

  @Test
  void an_unrecorded_call_without_a_caller_tells_w3c_so_and_skywalking_nothing() {
    var parent =
        Objects.requireNonNull(
            TraceParent.of(call(w3c, 0, Map.of()).headers("p:1").get("traceparent")));

    assertThat(parent.isSampled()).isFalse();
    assertThat(call(skywalking, 0, Map.of()).headers("p:1")).isEmpty();
  }

  private Span call(Propagation propagation, double rate, Map<String, String> headers) {
    return new Recorder(propagation, new Sampler(rate), finished::add).entry("a.B/C", headers::get);
  }

  private static boolean isRecorded(Span span) {
    return span instanceof Segment;
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
