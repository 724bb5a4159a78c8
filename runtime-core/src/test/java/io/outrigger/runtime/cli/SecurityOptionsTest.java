package io.outrigger.runtime.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.outrigger.runtime.Sidecar;
import io.outrigger.runtime.fake.FakeStateStore;
import io.outrigger.runtime.fake.Fakes;
import io.outrigger.runtime.fake.TestCertificates;
import io.outrigger.runtime.fake.TestCertificates.Pair;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code outrigger call} to a sidecar that asks for a certificate and a token. */
final class SecurityOptionsTest {

  private final TestCertificates authority = new TestCertificates("authority");
  private final StringWriter err = new StringWriter();
  @TempDir private Path directory;
  private Optional<Sidecar> sidecar = Optional.empty();
  private List<String> trusting = List.of();
  private List<String> known = List.of();
  private List<String> token = List.of();

  @BeforeEach
  void start() throws IOException {
    var server = authority.issue(directory, "server");
    var ca = authority.authority(directory).toString();
    var file = Files.writeString(directory.resolve("token"), "sesame\nolder\n");
    trusting = List.of("--ca", ca);
    known = showing(authority.issue(directory, "app"));
    token = List.of("--token-file", file.toString());
    var json =
        """
        {"server": {"listen": ["127.0.0.1:0"], "graceful_stop_timeout": "0s", "token_file": "%s",
                    "tls": {"certificate": "%s", "key": "%s", "client_ca": "%s"}},
         "components": {"hello": {"h": {"type": "fake"}}}}
        """
            .formatted(file, server.certificate(), server.key(), ca);
    sidecar = Optional.of(Sidecar.start("test.json", Fakes.config(new FakeStateStore(), json)));
  }

  @AfterEach
  void stop() {
    sidecar.ifPresent(Sidecar::close);
  }

  @Test
  void with_everything_it_is_answered() {
    assertThat(call(List.of(trusting, known, token))).as(err.toString()).isZero();
  }

  @Test
  void without_the_token_it_is_refused() throws IOException {
    // Not without the option: the environment of the test may have a token.
    var none = Files.writeString(directory.resolve("none"), "\n").toString();

    assertThat(call(List.of(trusting, known, List.of("--token-file", none)))).isEqualTo(1);

    assertThat(err.toString()).startsWith("UNAUTHENTICATED: there is no token (expected: ");
  }

  @Test
  void without_its_certificate_or_an_authority_there_is_no_tls() {
    var stranger = new TestCertificates("stranger");

    assertThat(call(List.of(trusting, token))).isEqualTo(69);
    assertThat(call(List.of(List.of("--tls"), known, token))).isEqualTo(69);
    assertThat(call(List.of(trusting, showing(stranger.issue(directory, "other")), token)))
        .isEqualTo(69);
    assertThat(call(List.of(token))).isEqualTo(69);
    assertThat(err.toString().lines()).hasSize(4).allMatch(line -> line.startsWith("outrigger: "));
  }

  @Test
  void options_that_make_no_sense_are_named() {
    assertThat(call(List.of(trusting, known.subList(0, 2), token))).isEqualTo(65); // No key.
    assertThat(call(List.of(List.of("--ca", "nowhere"), known, token))).isEqualTo(65);

    assertThat(err.toString().lines())
        .containsExactly(
            "outrigger: --cert and --key go together", "outrigger: --ca: there is no file nowhere");
  }

  @Test
  void health_asks_over_tls_without_a_token() {
    assertThat(health(List.of(trusting, known))).as(err.toString()).isZero();
    assertThat(health(List.of())).isEqualTo(69);
    assertThat(health(List.of(trusting))).as("without a certificate").isEqualTo(69);
  }

  @Test
  void the_actuator_has_no_tls() {
    assertThat(run(List.of("health", "-a", "http://127.0.0.1:1", "--tls"))).isEqualTo(65);

    assertThat(err.toString()).startsWith("outrigger: the actuator has no TLS");
  }

  private int health(List<List<String>> options) {
    return run("health", options);
  }

  private static List<String> showing(Pair pair) {
    return List.of("--cert", pair.certificate().toString(), "--key", pair.key().toString());
  }

  private int call(List<List<String>> options) {
    return run("call", options, "SayHello", "{\"service_name\": \"h\"}");
  }

  private int run(String command, List<List<String>> options, String... rest) {
    var address = sidecar.orElseThrow().addresses().getFirst().toString();
    var before = Stream.of(command, "-a", address);
    var given = options.stream().flatMap(List::stream);
    return run(Stream.of(before, given, Stream.of(rest)).flatMap(part -> part).toList());
  }

  private int run(List<String> arguments) {
    return Main.run(
        arguments.toArray(String[]::new),
        new PrintWriter(new StringWriter()),
        new PrintWriter(err, true));
  }
}
