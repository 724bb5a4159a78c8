package io.outrigger.runtime.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.outrigger.runtime.access.UnusableFileException;
import io.outrigger.runtime.config.TlsSettings;
import io.outrigger.runtime.fake.TestCertificates;
import io.outrigger.runtime.fake.TestCertificates.Pair;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.time.Duration;
import java.util.Base64;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class TlsFilesTest {

  private final TestCertificates authority = new TestCertificates("authority");
  @TempDir private Path directory;

  @Test
  void a_pair_is_read() {
    var identity = read(authority.issue(directory, "server"));

    assertThat(identity.certificate().getSubjectX500Principal().getName()).isEqualTo("CN=server");
    assertThat(identity.context().applicationProtocolNegotiator().protocols()).contains("h2");
  }

  @Test
  void a_key_of_another_certificate_is_refused() {
    var one = authority.issue(directory, "one");
    var two = authority.issue(directory, "two");

    assertRefused(
        new Pair(one.certificate(), two.key()),
        "server.tls.key: .*/two.key is not the key of the certificate in .*/one.pem");
  }

  @ParameterizedTest
  @ValueSource(strings = {"RSA", "Ed25519"})
  void a_key_of_another_algorithm_is_refused(String algorithm) throws Exception {
    var pair = authority.issue(directory, "server");
    Files.writeString(pair.key(), pem("PRIVATE KEY", newKey(algorithm)));

    assertRefused(pair, ".* is not the key of the certificate .*");
  }

  @Test
  void a_key_in_another_form_is_named_with_the_way_out() throws Exception {
    var pair = authority.issue(directory, "server");
    Files.writeString(pair.key(), pem("RSA PRIVATE KEY", newKey("RSA")));

    assertRefused(
        pair, ".*/server.key has a key of the kind RSA PRIVATE KEY .*openssl pkcs8 -topk8.*");
  }

  @Test
  void files_that_are_something_else_are_named() throws IOException {
    var pair = authority.issue(directory, "server");
    var text = Files.writeString(directory.resolve("text"), "hello");
    var empty = Files.writeString(directory.resolve("empty"), "");
    var half = Files.writeString(directory.resolve("half"), half(pair.certificate()));

    assertRefused(new Pair(text, pair.key()), "server.tls.certificate: .*/text has .*");
    assertRefused(new Pair(empty, pair.key()), "server.tls.certificate: .*/empty has no .*");
    assertRefused(new Pair(half, pair.key()), "server.tls.certificate: .*/half has .*");
    assertRefused(new Pair(pair.certificate(), text), "server.tls.key: .*/text has no key .*");
    assertRefused(
        new Pair(pair.certificate(), directory.resolve("none")),
        "server.tls.key: there is no file .*/none");
  }

  private static String half(Path file) throws IOException {
    var text = Files.readString(file);
    return text.substring(0, text.length() / 2);
  }

  private static byte[] newKey(String algorithm) throws GeneralSecurityException {
    return KeyPairGenerator.getInstance(algorithm).generateKeyPair().getPrivate().getEncoded();
  }

  private static String pem(String what, byte[] bytes) {
    var base64 = Base64.getMimeEncoder().encodeToString(bytes);
    return "-----BEGIN %1$s-----\n%2$s\n-----END %1$s-----\n".formatted(what, base64);
  }

  private void assertRefused(Pair pair, String message) {
    assertThatThrownBy(() -> read(pair))
        .isInstanceOf(UnusableFileException.class)
        .hasMessageMatching(message);
  }

  private TlsFiles.Identity read(Pair pair) {
    var ca = Optional.of(authority.authority(directory));
    var settings = new TlsSettings(pair.certificate(), pair.key(), ca, Duration.ofSeconds(1));
    return new TlsFiles(settings).read();
  }
}
