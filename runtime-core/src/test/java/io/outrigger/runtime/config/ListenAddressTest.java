package io.outrigger.runtime.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.outrigger.runtime.config.ListenAddress.Tcp;
import io.outrigger.runtime.config.ListenAddress.Unix;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ListenAddressTest {

  @Test
  void a_host_and_a_port_are_a_tcp_address() {
    assertThat(ListenAddress.parse("localhost:34904")).isEqualTo(new Tcp("localhost", 34904));
  }

  @Test
  void port_0_is_a_free_one() {
    assertThat(ListenAddress.parse("0.0.0.0:0")).isEqualTo(new Tcp("0.0.0.0", 0));
  }

  @Test
  void an_ipv6_address_stands_in_brackets() {
    assertThat(ListenAddress.parse("[::1]:80")).isEqualTo(new Tcp("::1", 80));
  }

  @Test
  void the_scheme_unix_is_a_socket() {
    assertThat(ListenAddress.parse("unix:/tmp/a:1")).isEqualTo(new Unix(Path.of("/tmp/a:1")));
  }

  @ParameterizedTest
  @ValueSource(strings = {"localhost:34904", "[::1]:80", "[fe80::1%eth0]:80", "unix:/tmp/x"})
  void an_address_prints_as_it_is_written(String text) {
    assertThat(ListenAddress.parse(text)).hasToString(text);
  }

  @Test
  void a_socket_may_have_a_path_of_107_bytes() {
    var longest = "unix:/" + "ä".repeat(53);

    assertThat(ListenAddress.parse(longest)).hasToString(longest);
    assertThatThrownBy(() -> ListenAddress.parse(longest + "x"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("at most 107 bytes");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"a-b.c:1", "127.0.0.1:1", "a1:1", "1a.local:1", "[::ffff:1.2.3.4]:1", "a.b.:1"})
  void hosts_are_names_and_ip_addresses(String text) {
    assertThat(ListenAddress.parse(text)).hasToString(text);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        ":80",
        "localhost",
        "localhost:",
        "localhost:65536",
        "localhost:-1",
        "localhost:x",
        "::1:80",
        "[::1]",
        "[x]:80",
        "[12]:80",
        "http://a:80",
        "a b:80",
        "unix:",
        "unix: ",
        "unix:\0",
        "localhost:999999",
        "*:80",
        "a*:80",
        "a_b:80",
        "a..b:80",
        "-a:80",
        "-:80",
        "300.1.1.1:80",
        "[1:2]:80"
      })
  void other_forms_are_refused(String text) {
    assertThatThrownBy(() -> ListenAddress.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("\"" + text + "\" (expected: host:port");
  }
}
