package io.outrigger.s3;

import static org.assertj.core.api.Assertions.assertThat;

import io.outrigger.s3.server.SettingsOf;
import io.outrigger.s3.server.TestS3;
import io.outrigger.s3.server.TlsFront;
import io.outrigger.spi.ErrorCode;
import io.outrigger.testkit.http.Fault;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Over HTTPS, where the client does not sign what it sends, but its MD5. */
final class TlsTest extends StoreTest {

  private static TlsFront tls;

  @BeforeAll
  static void startTls(@TempDir Path directory) {
    tls = TlsFront.of(front(), directory);
  }

  @AfterAll
  static void stopTls() {
    tls.close();
  }

  @AfterEach
  void trustNobody() {
    tls.distrust();
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, PART + 1})
  void files_come_back(int size) throws IOException {
    tls.trust();
    try (var secure = Caller.of(Flavor.AWS, settingsOfTls())) {
      secure.put("name", Caller.bytes(size));

      assertThat(secure.read("name")).isEqualTo(Caller.bytes(size));
      assertThat(front().seen())
          .filteredOn(request -> request.method().equals("PUT"))
          .extracting(request -> request.header("x-amz-content-sha256"))
          .containsOnly("UNSIGNED-PAYLOAD");
    }
  }

  @Test
  void bytes_that_are_damaged_on_the_way_are_not_kept() {
    tls.trust();
    try (var secure = Caller.of(Flavor.AWS, settingsOfTls())) {
      front().fail("PutObject", Fault.corruptRequest(0));
      var failure = Caller.failureOf(() -> secure.put("name", Caller.bytes(9)));

      assertThat(failure.code()).isEqualTo(ErrorCode.UNAVAILABLE);
      assertThat(failure).hasMessageContaining("BadDigest");
      assertThat(isStored("name")).isFalse();
    }
  }

  @Test
  void a_certificate_that_nobody_vouches_for_is_refused() {
    var failure = Caller.startFailure(Flavor.AWS, settingsOfTls());

    assertThat(failure.code()).isEqualTo(ErrorCode.UNAVAILABLE);
    assertThat(failure).hasMessageContaining("certificat");
    assertThat(front().seen()).isEmpty();
  }

  private static SettingsOf settingsOfTls() {
    return SettingsOf.endpoint(tls.endpoint()).with("bucket", TestS3.BUCKET);
  }
}
