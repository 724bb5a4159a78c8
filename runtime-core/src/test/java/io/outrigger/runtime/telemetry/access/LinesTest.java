package io.outrigger.runtime.telemetry.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.grpc.Attributes;
import io.grpc.Grpc;
import io.grpc.Status.Code;
import io.outrigger.runtime.api.CallMeters;
import io.outrigger.runtime.trace.Exit;
import io.outrigger.runtime.trace.Span;
import io.outrigger.spi.TraceContext;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class LinesTest {

  private static final Instant ENDED = Instant.parse("2026-03-29T01:59:59.007Z");
  private static final String METHOD = "spec.proto.runtime.v1.Runtime/GetState";

  @Test
  void json_has_every_field() {
    assertThat(json("app1", call(METHOD, address("10.1.2.3"), "t1")))
        .isEqualTo(
            "{\"time\":\"2026-03-29T01:59:59.007Z\",\"level\":\"INFO\",\"logger\":\"access\","
                + "\"app_id\":\"app1\",\"event\":\"call\",\"method\":\""
                + METHOD
                + "\","
                + "\"code\":\"NOT_FOUND\",\"duration_ms\":12.034,\"received_bytes\":5,"
                + "\"sent_bytes\":6,\"peer\":\"10.1.2.3:4711\",\"trace_id\":\"t1\"}\n");
  }

  @Test
  void what_is_not_known_is_left_out() {
    assertThat(json("", new EndedCall(0, METHOD, Code.OK, sizes(), Attributes.EMPTY, Span.none())))
        .doesNotContain("app_id", "peer", "trace_id")
        .startsWith("{\"time\":\"1970-01-01T00:00:00.000Z\"");
  }

  @Test
  void text_has_every_field() {
    var local = DateTimeFormatter.ofPattern("HH:mm:ss.SSS").withZone(ZoneId.systemDefault());
    var out = new StringBuilder();

    new TextLines("app1").add(out, call(METHOD, address("::1"), "t1"));

    assertThat(out)
        .hasToString(
            local.format(ENDED)
                + " INFO  access method="
                + METHOD
                + " code=NOT_FOUND duration_ms=12.034"
                + " received_bytes=5 sent_bytes=6 peer=[0:0:0:0:0:0:0:1]:4711 app_id=app1"
                + " trace_id=t1\n");
  }

  @Test
  void seconds_change_and_go_back() {
    var times = new Times("ss", ZoneId.of("UTC"));

    assertThat(times.text(1_999)).isEqualTo("01.999");
    assertThat(times.text(2_000)).isEqualTo("02.000");
    assertThat(times.text(1_050)).isEqualTo("01.050");
  }

  @Test
  void a_client_over_a_unix_socket_has_no_address() {
    var unix =
        new SocketAddress() {
          @Override
          public String toString() {
            return "/secret/path";
          }
        };

    assertThat(json("", call(METHOD, unix, ""))).contains("\"peer\":\"unix\"");
  }

  @ParameterizedTest
  @CsvSource({"0, 0.000", "999, 0.000", "1000, 0.001", "60000000000, 60000.000", "-5, 0.000"})
  void durations_are_milliseconds_to_the_microsecond(long nanos, String millis) {
    var sizes = new CallMeters.Sizes(nanos, 0, 0);

    assertThat(json("", new EndedCall(0, METHOD, Code.OK, sizes, Attributes.EMPTY, Span.none())))
        .contains("\"duration_ms\":" + millis + ",");
  }

  @Test
  void a_method_that_a_client_has_made_up_is_short_and_plain() {
    var made = "a/\n\" code=OK\u001b{}" + "x".repeat(10_000);

    assertThat(json("", call(made, new InetSocketAddress(1), "")))
        .contains("\"method\":\"a/???code?OK???xxx")
        .contains("xxx...\"")
        .hasSizeLessThan(500);
  }

  private static InetSocketAddress address(String literal) {
    return new InetSocketAddress(InetAddress.ofLiteral(literal), 4711);
  }

  private static EndedCall call(String method, SocketAddress peer, String trace) {
    var connection = Attributes.newBuilder().set(Grpc.TRANSPORT_ATTR_REMOTE_ADDR, peer).build();
    return new EndedCall(
        ENDED.toEpochMilli(), method, Code.NOT_FOUND, sizes(), connection, new Traced(trace));
  }

  /** A span of a trace. */
  private record Traced(String trace) implements Span {

    @Override
    public Span exit(Exit exit) {
      return this;
    }

    @Override
    public TraceContext context() {
      return new TraceContext(trace, "");
    }

    @Override
    public Map<String, String> headers(String peer) {
      return Map.of();
    }

    @Override
    public void end(String code, boolean isFailure) {
      // Nobody wants to know.
    }
  }

  private static CallMeters.Sizes sizes() {
    return new CallMeters.Sizes(12_034_999, 5, 6);
  }

  private static String json(String appId, EndedCall call) {
    var out = new StringBuilder();
    new JsonLines(appId).add(out, call);
    return out.toString();
  }
}
