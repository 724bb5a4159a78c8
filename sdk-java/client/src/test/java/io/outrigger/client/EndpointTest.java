package io.outrigger.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What an endpoint may look like. */
final class EndpointTest {

  @Test
  void hosts_addresses_and_sockets_are_endpoints() {
    assertThat(Endpoint.parse("sidecar:80")).isEqualTo(new Endpoint.Tcp("sidecar", 80));
    assertThat(Endpoint.parse("[::1]:80")).isEqualTo(new Endpoint.Tcp("::1", 80));
    assertThat(Endpoint.parse("unix:/a/b")).isEqualTo(new Endpoint.Unix("/a/b"));
    assertThat(Endpoint.parse("unix:///a/b")).isEqualTo(new Endpoint.Unix("/a/b"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "host", "host:", ":80", "host:0", "host:65536", "::1:80", "unix:", "a:b:1"})
  void anything_else_is_refused(String text) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Endpoint.parse(text))
        .withMessageStartingWith("endpoint: " + text + " (expected");
  }
}
