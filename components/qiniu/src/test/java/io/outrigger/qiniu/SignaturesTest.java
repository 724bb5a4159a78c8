package io.outrigger.qiniu;

import static org.assertj.core.api.Assertions.assertThat;

import io.outrigger.spi.Secret;
import java.time.Instant;
import java.time.InstantSource;
import okhttp3.Request;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Signatures that the local server's checks do not tell apart. */
final class SignaturesTest {

  private final Signatures signatures =
      new Signatures(
          SettingsOf.account().with("accessKeySecret", Secret.of("sk")).build(),
          InstantSource.fixed(Instant.parse("2026-01-02T03:04:05.678Z")));

  @ParameterizedTest
  @CsvSource({
    "https://rs.local/stat/x, rs.local",
    "https://rs.local:443/stat/x, rs.local:443",
    "http://rs.local:80/stat/x, rs.local:80",
    "http://127.0.0.1:4711/stat/x, 127.0.0.1:4711"
  })
  void the_host_is_sent_as_it_is_signed(String url, String host) {
    assertThat(signatures.managed("GET", url, new Request.Builder()).header("Host"))
        .isEqualTo(host);
  }

  @Test
  void a_request_says_when_it_was_signed() {
    var request = signatures.managed("GET", "https://rs.local/", new Request.Builder());

    assertThat(request.header("X-Qiniu-Date")).isEqualTo("20260102T030405Z");
  }

  @Test
  void a_download_is_signed_for_a_minute_from_now() {
    assertThat(signatures.download("https://files.local/a"))
        .startsWith("https://files.local/a?e=1767323105&token=access-key:");
  }
}
