package io.outrigger.runtime.telemetry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.util.LogbackMDCAdapter;
import ch.qos.logback.core.encoder.EncoderBase;
import io.outrigger.runtime.fake.JsonText;
import io.outrigger.runtime.trace.Traced;
import io.outrigger.spi.TraceContext;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What stands in the log, as JSON and as text. */
final class RecordsTest {

  private static final String OURS = "io.outrigger.runtime.Any";

  @TempDir private Path directory;

  private final LoggerContext context = new LoggerContext();

  @BeforeEach
  void start() {
    context.setMDCAdapter(new LogbackMDCAdapter());
  }

  @AfterEach
  void stop() {
    context.stop();
  }

  @Test
  void a_record_is_an_object_on_a_line() throws IOException {
    json("app1").info("event=listening api={} port={}", "actuator", 34999);

    var record = records().getFirst();
    assertThat(lines()).hasSize(1);
    assertThat(record)
        .containsEntry("level", "INFO")
        .containsEntry("logger", OURS)
        .containsEntry("thread", Thread.currentThread().getName())
        .containsEntry("app_id", "app1")
        .containsEntry("message", "event=listening api=actuator port=34999")
        .containsEntry("event", "listening")
        .containsEntry("api", "actuator")
        .containsEntry("port", new BigDecimal(34999));
    var time = String.valueOf(record.get("time"));
    assertThat(time).matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z");
    assertThat(Instant.parse(time)).isCloseTo(Instant.now(), within(1, ChronoUnit.MINUTES));
  }

  @Test
  void a_value_makes_up_no_fact_and_no_line() throws IOException {
    var evil = "x\" level=ERROR event=evil\n{\"level\": \"ERROR\"}\r\u001b[31m\u2028\t\\";
    json("").warn("event=start_failed cause=\"{}\"", evil);

    assertThat(lines()).hasSize(1);
    assertThat(records().getFirst())
        .containsEntry("event", "start_failed")
        .containsEntry("level", "WARN")
        .containsEntry("cause", evil)
        .doesNotContainKey("app_id");
  }

  @Test
  void a_text_that_is_only_data_holds_no_facts() throws IOException {
    json("").warn("a.json: 1 problem\n event=evil level=ERROR {} x={}");

    assertThat(records().getFirst())
        .containsOnlyKeys("time", "level", "logger", "thread", "message");
  }

  @Test
  void a_fact_takes_no_members_place() throws IOException {
    json("app1").info("level={} app_id={} time={}", "x", "x", "x");

    assertThat(records().getFirst()).containsEntry("level", "INFO").containsEntry("app_id", "app1");
  }

  @Test
  void a_stack_trace_is_one_member() throws IOException {
    json("").error("event=defect", new IllegalStateException("why", new IOException("cause")));

    assertThat(lines()).hasSize(1);
    assertThat(String.valueOf(records().getFirst().get("stack")))
        .startsWith("java.lang.IllegalStateException: why")
        .contains("\tat ")
        .contains("Caused by: java.io.IOException: cause");
  }

  @Test
  void a_library_that_clients_can_make_talk_is_brief() throws IOException {
    logger("io.grpc.internal.Any", new JsonRecords(""))
        .warn("failed x={}\nand more", "y", new IOException("first\nsecond"));

    assertThat(lines()).hasSize(1);
    assertThat(records().getFirst())
        .containsEntry("message", "failed x=y")
        .doesNotContainKeys("stack", "x");
  }

  @Test
  void the_trace_is_named() throws IOException {
    var logger = json("");
    Traced.by(new TraceContext("4711", "1"), logger.atWarn()).log("event=x");
    Traced.by(TraceContext.none(), logger.atWarn()).log("event=x");

    assertThat(records().getFirst()).containsEntry("trace_id", "4711");
    assertThat(records().getLast()).doesNotContainKey("trace_id");
  }

  @Test
  void what_a_library_says_of_its_thread_is_kept() throws IOException {
    var logger = json("");
    context.getMDCAdapter().put("shard", "7");
    logger.info("x");
    context.getMDCAdapter().remove("shard");

    assertThat(records().getFirst()).containsEntry("shard", "7");
  }

  @Test
  void text_says_at_the_end_what_the_message_does_not() throws IOException {
    var logger = logger(OURS, new TextRecords());
    Traced.by(new TraceContext("4711", "1"), logger.atWarn()).log("component={} event=x", "a");

    assertThat(lines())
        .singleElement()
        .asString()
        .matches("\\d\\d:\\d\\d:\\d\\d\\.\\d{3} WARN  Any component=a event=x trace_id=4711");
  }

  private Logger json(String appId) {
    return logger(OURS, new JsonRecords(appId));
  }

  private Logger logger(String name, EncoderBase<ILoggingEvent> records) {
    var logger = context.getLogger(name);
    logger.setLevel(Level.INFO);
    logger.addAppender(LogAppenders.of(context, directory.resolve("log").toString(), records));
    return logger;
  }

  private List<String> lines() throws IOException {
    return Files.readAllLines(directory.resolve("log"));
  }

  private List<Map<String, Object>> records() throws IOException {
    return lines().stream().map(JsonText::object).toList();
  }
}
