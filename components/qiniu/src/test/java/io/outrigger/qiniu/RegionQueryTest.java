package io.outrigger.qiniu;

import static org.assertj.core.api.Assertions.assertThat;

import io.outrigger.qiniu.server.LocalQiniu;
import io.outrigger.spi.ErrorCode;
import io.outrigger.testkit.TestContext;
import io.outrigger.testkit.http.Fault;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Where the services of a bucket are. */
final class RegionQueryTest {

  private static final String ANSWER =
      """
      {"hosts": [
        {"region": "z1", "ttl": %d,
         "up": {"acc": {"main": ["upload.acc"], "backup": ["x"]}, "src": {"main": ["up.src"]}},
         "rs": {"acc": {"main": ["rs.acc"]}}, "rsf": {"src": {"main": ["rsf.src"]}}},
        {"region": "z2"}]}
      """;

  private final QiniuFixture files = QiniuFixture.start();
  private final TestContext context = new TestContext();

  @AfterEach
  void close() {
    files.close();
    context.close();
  }

  @ParameterizedTest
  @CsvSource({"false, https://up.src", "true, https://upload.acc"})
  void they_are_where_qiniu_says(boolean accelerated, String up) {
    answer(ANSWER.formatted(86_400));
    var region = query(asking().with("useHttps", true).with("useCdnDomains", accelerated));

    assertThat(region.hosts()).isEqualTo(new Hosts(up, "https://rs.acc", "https://rsf.src"));
  }

  @ParameterizedTest
  @CsvSource({
    "z0, false, https://up-z0.qiniup.com",
    "z0, true, https://upload-z0.qiniup.com",
    "cn-east-2, false, https://up-cn-east-2.qiniup.com"
  })
  void the_name_of_a_region_says_where_they_are(String region, boolean accelerated, String up) {
    var settings = SettingsOf.account().with("region", region).with("useCdnDomains", accelerated);

    assertThat(query(settings).hosts())
        .isEqualTo(
            new Hosts(
                up,
                "https://rs-" + region + ".qiniuapi.com",
                "https://rsf-" + region + ".qiniuapi.com"));
  }

  @Test
  void a_host_that_the_settings_name_stands_for_that_of_the_region() {
    var settings = SettingsOf.account().with("region", "z0").with("rsHost", "http://rs.local:81/");

    assertThat(query(settings).hosts().rs()).isEqualTo("http://rs.local:81");
  }

  @Test
  void nobody_is_asked_when_the_settings_name_all_hosts() {
    var settings =
        SettingsOf.account()
            .with("ucHost", "127.0.0.1:1")
            .with("upHost", "up.local")
            .with("rsHost", "rs.local")
            .with("rsfHost", "rsf.local");

    assertThat(query(settings).hosts())
        .isEqualTo(new Hosts("https://up.local", "https://rs.local", "https://rsf.local"));
  }

  @Test
  void qiniu_is_asked_once_while_its_answer_is_valid() {
    var asked = files.server().faults().count(Requests::isRegion);
    var region = query(asking());
    var _ = region.hosts();
    context.clock().advance(Duration.ofMinutes(59));
    var _ = region.hosts();
    assertThat(asked.getAsLong()).isEqualTo(1);

    context.clock().advance(Duration.ofMinutes(2));
    var _ = region.hosts();
    assertThat(asked.getAsLong()).isEqualTo(2);
  }

  @ParameterizedTest
  @CsvSource({"0, 59, 61", "-5, 59, 61", "999999999999, 86399, 86401"})
  void an_answer_is_valid_for_a_minute_to_a_day(long ttl, int valid, int invalid) {
    var asked = files.server().faults().count(Requests::isRegion);
    answer(ANSWER.formatted(ttl));
    var region = query(asking());
    var _ = region.hosts();
    context.clock().advance(Duration.ofSeconds(valid));
    var _ = region.hosts();
    assertThat(asked.getAsLong()).isEqualTo(1);

    context.clock().advance(Duration.ofSeconds(invalid - valid));
    var _ = region.hosts();
    assertThat(asked.getAsLong()).isEqualTo(2);
  }

  @Test
  void the_old_answer_goes_on_when_there_is_no_new_one() {
    var region = query(asking());
    var old = region.hosts();
    context.clock().advance(Duration.ofDays(2));
    files.server().faults().next(5, Requests::isRegion, Fault.answer(599, ""));

    assertThat(region.hosts()).isEqualTo(old);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "{\"hosts\":[]}",
        "{\"hosts\":[{}]}",
        "{\"hosts\":[{\"up\":{\"src\":{\"main\":[]}}}]}",
        "{\"hosts\":\"none\"}"
      })
  void an_answer_without_hosts_is_a_failure(String answer) {
    answer(answer);
    var failure = files.statFailure("a");

    assertThat(failure.code()).isEqualTo(ErrorCode.INTERNAL);
    assertThat(failure).hasMessageContaining("/v3/query").hasMessageContaining("without hosts");
  }

  @Test
  void an_access_key_that_qiniu_does_not_know() {
    try (var other =
        QiniuFixture.start(LocalQiniu.start(), asking().with("accessKeyId", "unknown"))) {
      assertThat(other.startFailure().code()).isEqualTo(ErrorCode.PERMISSION_DENIED);
    }
  }

  private void answer(String text) {
    files.server().faults().next(1, Requests::isRegion, Fault.answer(200, text));
  }

  private SettingsOf asking() {
    return SettingsOf.server(files.server()).with("ucHost", "http://" + files.server().services());
  }

  private RegionQuery query(SettingsOf settings) {
    var built = settings.build();
    return new RegionQuery(built, context, new QiniuHttp(built));
  }
}
