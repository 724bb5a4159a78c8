package io.outrigger.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.outrigger.client.ErrorCode;
import io.outrigger.client.OutriggerClient;
import io.outrigger.client.OutriggerException;
import io.outrigger.client.Tls;
import io.outrigger.testing.OutriggerSidecar;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** TLS in both directions and the token, with a sidecar that asks for all of them. */
final class SecureIT {

  private static final String TOKEN = "open sesame";

  @TempDir private static Path directory;
  private static Certificates ours;
  private static Certificates others;
  private static Certificates.Pair own;
  private static OutriggerSidecar sidecar;

  @BeforeAll
  static void start() throws Exception {
    ours = new Certificates(directory, "ours");
    others = new Certificates(directory, "others");
    own = ours.issue("application");
    var server = ours.issue("sidecar");
    sidecar =
        OutriggerSidecar.start(
            """
            {"server": {
               "listen": ["127.0.0.1:0"], "graceful_stop_timeout": "0s", "token": "%s",
               "tls": {"certificate": "%s", "key": "%s", "client_ca": "%s"}},
             "components": {"hello": {"hello": {"type": "helloworld", "hello": "hello"}}}}
            """
                .formatted(TOKEN, server.certificate(), server.key(), ours.authority()));
  }

  @AfterAll
  static void stop() {
    sidecar.close();
  }

  @Test
  void who_has_the_right_certificate_and_the_token_is_let_in() {
    assertThat(hello(trusted(), TOKEN)).isEqualTo("hello, you");
    assertThat(hello(trusted().serverName("sidecar.example"), TOKEN)).isEqualTo("hello, you");
  }

  @Test
  void a_wrong_token_is_unauthenticated() {
    var failure = failure(() -> hello(trusted(), "close"));

    assertThat(failure.code()).isEqualTo(ErrorCode.UNAUTHENTICATED);
    assertThat(failure.retryable()).isFalse();
  }

  @Test
  void a_sidecar_of_another_authority_is_not_talked_to() {
    var tls = Tls.trusting(others.authority()).identity(own.certificate(), own.key());
    var failure = failure(() -> hello(tls, TOKEN));

    assertThat(failure.code()).isEqualTo(ErrorCode.UNAVAILABLE);
    assertThat(failure).hasMessageContaining("certif");
  }

  @Test
  void a_sidecar_of_another_name_is_not_talked_to() {
    var failure = failure(() -> hello(trusted().serverName("other.example"), TOKEN));

    assertThat(failure.code()).isEqualTo(ErrorCode.UNAVAILABLE);
    assertThat(failure).hasMessageContaining("other.example");
  }

  @Test
  void a_client_without_a_certificate_or_with_one_of_another_authority_is_not_let_in()
      throws Exception {
    var stranger = others.issue("stranger");
    var trusting = Tls.trusting(ours.authority());

    assertThat(failure(() -> hello(trusting, TOKEN)).code()).isEqualTo(ErrorCode.UNAVAILABLE);
    assertThat(
            failure(() -> hello(trusting.identity(stranger.certificate(), stranger.key()), TOKEN))
                .code())
        .isEqualTo(ErrorCode.UNAVAILABLE);
  }

  @Test
  void plain_text_is_no_way_in() {
    try (var client =
        OutriggerClient.builder()
            .endpoint(sidecar.endpoint())
            .token(TOKEN)
            .timeout(Duration.ofSeconds(2))
            .build()) {
      assertThat(failure(() -> client.hello("hello").say("you")).retryable()).isTrue();
    }
  }

  @Test
  void files_that_are_not_there_are_named_before_anything_is_sent() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> OutriggerClient.builder().tls(Tls.trusting(Path.of("none.pem"))).build())
        .withMessageContaining("none.pem");
  }

  private static Tls trusted() {
    return Tls.trusting(ours.authority()).identity(own.certificate(), own.key());
  }

  private static String hello(Tls tls, String token) {
    try (var client =
        OutriggerClient.builder()
            .endpoint(sidecar.endpoint())
            .tls(tls)
            .token(token)
            .timeout(Duration.ofSeconds(5))
            .build()) {
      return client.hello("hello").say("you");
    }
  }

  private static OutriggerException failure(Runnable call) {
    return catchThrowableOfType(OutriggerException.class, call::run);
  }
}
