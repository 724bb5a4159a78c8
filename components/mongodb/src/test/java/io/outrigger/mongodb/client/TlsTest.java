package io.outrigger.mongodb.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.outrigger.mongodb.server.Certificate;
import io.outrigger.mongodb.server.LocalMongo;
import io.outrigger.mongodb.server.SettingsOf;
import io.outrigger.mongodb.state.MongoStateStore;
import io.outrigger.spi.ErrorCode;
import io.outrigger.testkit.Outcome;
import io.outrigger.testkit.TestContext;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Connections by TLS, which check whom they talk to. */
final class TlsTest {

  @TempDir private static Path directory;

  private static Certificate certificate;
  private static LocalMongo mongo;

  @BeforeAll
  static void startServer() {
    certificate = Certificate.of(directory, "127.0.0.1");
    mongo = LocalMongo.withTls(certificate);
  }

  @AfterAll
  static void stopServer() {
    mongo.close();
  }

  @Test
  void a_server_whose_authority_is_named_is_believed() {
    assertThat(start("?tls=true&tlsCAFile=" + certificate.file())).isNull();
  }

  @Test
  void an_authority_alone_means_tls() {
    assertThat(start("?tlscafile=" + certificate.file())).isNull();
  }

  @Test
  void a_server_of_an_authority_that_nobody_knows_is_not_believed() {
    assertThat(start("?tls=true")).isEqualTo(ErrorCode.UNAVAILABLE);
  }

  @Test
  void a_server_with_the_certificate_of_another_host_is_not_believed() {
    var other = Certificate.of(directory, "127.0.0.2");
    try (var impostor = LocalMongo.withTls(other)) {
      assertThat(start(impostor, "?tls=true&tlsCAFile=" + other.file()))
          .isEqualTo(ErrorCode.UNAVAILABLE);
    }
  }

  @Test
  void a_certificate_of_the_client_with_its_key_is_read() {
    assertThat(
            start(
                "?tlsCAFile="
                    + certificate.file()
                    + "&tlsCertificateKeyFile="
                    + certificate.both()))
        .isNull();
  }

  @Test
  void a_file_that_is_not_there_is_a_problem_of_the_config() {
    refused("?tlsCAFile=/no/such/file.pem", "/no/such/file.pem");
  }

  @Test
  void a_certificate_without_key_is_a_problem_of_the_config() {
    refused("?tlsCertificateKeyFile=" + certificate.file(), "no key in PKCS#8");
  }

  @Test
  void a_file_without_certificate_is_a_problem_of_the_config() throws IOException {
    var empty = Files.writeString(directory.resolve("empty.pem"), "");

    refused("?tlsCAFile=" + empty, "no certificate");
  }

  private static void refused(String params, String message) {
    var settings = SettingsOf.host("127.0.0.1").with("params", params).build();

    assertThatIllegalArgumentException()
        .isThrownBy(() -> new ClientOptions(settings, Place.STATE, "demo"))
        .withMessageContaining(message);
  }

  private static @Nullable ErrorCode start(String params) {
    return start(mongo, params);
  }

  /** What a start fails with; null when it does not. */
  private static @Nullable ErrorCode start(LocalMongo server, String params) {
    try (var context = new TestContext()) {
      var settings = SettingsOf.host(server.host()).with("params", params).build();
      var store = new MongoStateStore(settings, context);
      var code = Outcome.of(store::start).succeeded() ? null : Outcome.codeOf(store::start);
      Outcome.done(store::close);
      return code;
    }
  }
}
