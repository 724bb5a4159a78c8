package io.outrigger.redis.lock;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import redis.clients.jedis.util.JedisClusterCRC16;

final class FenceKeyTest {

  @Test
  void the_counter_of_a_plain_key_has_the_key_in_braces() {
    assertThat(new String(FenceKey.of("lock|||app||r"), StandardCharsets.UTF_8))
        .isEqualTo("{lock|||app||r}:fence");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "a", "{a}b", "a{b", "a}b", "{}a", "{}", "}{", "{{}a}", "a{b}{c}", "}"})
  void the_counter_has_the_slot_of_its_key(String key) {
    assertThat(JedisClusterCRC16.getSlot(FenceKey.of(key)))
        .isEqualTo(JedisClusterCRC16.getSlot(key));
  }

  @ParameterizedTest
  @ValueSource(strings = {"a}b", "{}a", ""})
  void the_counter_of_a_key_is_always_the_same(String key) {
    assertThat(FenceKey.of(key)).isEqualTo(FenceKey.of(key));
  }
}
