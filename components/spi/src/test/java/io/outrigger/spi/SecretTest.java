package io.outrigger.spi;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class SecretTest {

  private record Login(String user, Secret password) {}

  @Test
  void a_secret_is_not_printed_even_inside_a_record() {
    assertThat(new Login("app", Secret.of("hunter2")).toString()).doesNotContain("hunter2");
  }

  @Test
  void a_secret_can_be_revealed_to_who_needs_it() {
    assertThat(Secret.of("hunter2").reveal()).isEqualTo("hunter2");
  }
}
