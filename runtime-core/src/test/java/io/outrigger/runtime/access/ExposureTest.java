package io.outrigger.runtime.access;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.outrigger.runtime.fake.FakeStateStore;
import io.outrigger.runtime.fake.Fakes;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.slf4j.LoggerFactory;

final class ExposureTest {

  private static final String TLS = "'tls': {'certificate': 'c', 'key': 'k'}";
  private static final String MUTUAL = "'tls': {'certificate': 'c', 'key': 'k', 'client_ca': 'a'}";
  private static final String TOKEN = "'token': 't'";

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "0.0.0.0:0 | '' | everybody",
        "[::]:0 | '' | everybody",
        "0.0.0.0:0 | TLS | everybody",
        "0.0.0.0:0 | TOKEN | plain text",
        "0.0.0.0:0 | TLS, TOKEN | ''",
        "0.0.0.0:0 | MUTUAL | ''",
        "127.0.0.1:0 | '' | ''",
        "[::1]:0 | '' | ''",
        "unix:/tmp/a | '' | ''",
      })
  void what_others_can_reach_unprotected_is_warned_of(String address, String has, String risk) {
    var members = has.replace("TLS", TLS).replace("MUTUAL", MUTUAL).replace("TOKEN", TOKEN);
    var json =
        "{'server': {'listen': ['%s']%s}}"
            .formatted(address, members.isEmpty() ? "" : ", " + members);

    var warnings = warnings(json.replace('\'', '"'));

    if (risk.isEmpty()) {
      assertThat(warnings).isEmpty();
    } else {
      assertThat(warnings)
          .singleElement()
          .asString()
          .startsWith("event=exposed address=" + address)
          .contains(risk);
    }
  }

  private static List<String> warnings(String json) {
    var logger = (Logger) LoggerFactory.getLogger(Exposure.class);
    var logged = new ListAppender<ILoggingEvent>();
    logged.start();
    logger.addAppender(logged);
    try {
      new Exposure(Fakes.config(new FakeStateStore(), json).server()).warn();
      return logged.list.stream()
          .filter(event -> event.getLevel() == Level.WARN)
          .map(ILoggingEvent::getFormattedMessage)
          .toList();
    } finally {
      logger.detachAppender(logged);
    }
  }
}
