package io.outrigger.runtime.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import io.grpc.Status.Code;
import io.outrigger.runtime.api.CallMeters.Sizes;
import io.outrigger.runtime.fake.Figures;
import io.outrigger.runtime.http.HttpQuestion;
import io.outrigger.spi.Bytes;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class ServerMetersTest {

  private static final String[] GET = {"service=\"p.S\"", "method=\"Get\""};
  private static final String[] UNKNOWN = {"service=\"unknown\"", "method=\"unknown\""};

  private final MeterStore store = new MeterStore();
  private final ServerMeters meters = new ServerMeters(store, List.of("p.S/Get", "p.S/Set"));

  @Test
  void a_call_is_active_until_it_has_ended() {
    var get = meters.of("p.S/Get");

    get.began();
    get.began();
    assertThat(figures().sum("outrigger_server_calls_active", GET)).isEqualTo(2);

    get.ended(Code.OK, new Sizes(1, 2, 3));
    assertThat(figures().sum("outrigger_server_calls_active", GET)).isEqualTo(1);
  }

  @Test
  void calls_are_counted_by_their_code_with_their_bytes() {
    call("p.S/Get", Code.OK);
    call("p.S/Get", Code.OK);
    call("p.S/Get", Code.UNAVAILABLE);
    var figures = figures();

    assertThat(figures.with("outrigger_server_calls_seconds_count", GET))
        .hasSize(2)
        .containsValues(2.0, 1.0);
    assertThat(figures.sum("outrigger_server_calls_seconds_count", "code=\"UNAVAILABLE\""))
        .isEqualTo(1);
    assertThat(figures.sum("outrigger_server_received_bytes_total", GET)).isEqualTo(30);
    assertThat(figures.sum("outrigger_server_sent_bytes_total", GET)).isEqualTo(60);
  }

  @Test
  void a_duration_is_in_every_bucket_that_it_fits_into() {
    call("p.S/Get", Code.OK);
    var figures = figures();

    assertThat(figures.with("outrigger_server_calls_seconds_bucket", GET)).hasSize(17);
    assertThat(figures.sum("outrigger_server_calls_seconds_bucket", "le=\"0.0025\"")).isEqualTo(0);
    assertThat(figures.sum("outrigger_server_calls_seconds_bucket", "le=\"0.005\"")).isEqualTo(1);
    assertThat(figures.sum("outrigger_server_calls_seconds_bucket", "le=\"+Inf\"")).isEqualTo(1);
    assertThat(figures.sum("outrigger_server_calls_seconds_sum", GET)).isEqualTo(0.003);
    assertThat(figures.types()).containsEntry("outrigger_server_calls_seconds", "histogram");
  }

  @Test
  void a_method_that_nobody_calls_takes_no_room() {
    call("p.S/Get", Code.OK);

    assertThat(figures().samples().keySet()).noneMatch(sample -> sample.contains("Set"));
  }

  @Test
  void ten_thousand_made_up_methods_share_one_meter() {
    call("unknown/x", Code.UNIMPLEMENTED);
    var before = figures().samples().keySet();

    IntStream.range(0, 10_000).forEach(i -> call("p.S/Made" + i, Code.UNIMPLEMENTED));

    assertThat(figures().samples().keySet()).isEqualTo(before);
    assertThat(figures().sum("outrigger_server_calls_seconds_count", UNKNOWN)).isEqualTo(10_001);
  }

  private void call(String method, Code code) {
    var meter = meters.of(method);
    meter.began();
    meter.ended(code, new Sizes(TimeUnit.MILLISECONDS.toNanos(3), 10, 20));
  }

  private Figures figures() {
    var question = new HttpQuestion("GET", "/metrics", Map.of(), Bytes.empty(), false);
    return Figures.of(new MetricsPage(store).answer(question).body().toUtf8());
  }
}
