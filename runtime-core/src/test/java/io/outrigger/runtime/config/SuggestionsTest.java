package io.outrigger.runtime.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class SuggestionsTest {

  @ParameterizedTest
  @CsvSource({
    "redisHosts,redisHost",
    "rediHost,redisHost",
    "redisHots,redisHost",
    "erdisHost,redisHost",
    "REDISHOST,redisHost",
    "redis_host,redisHost",
    "pasword,password",
    "db,db",
    "bd,db"
  })
  void a_slip_of_the_finger_is_seen_through(String word, String meant) {
    assertThat(Suggestions.nearest(word, List.of("password", "redisHost", "db"))).contains(meant);
  }

  @ParameterizedTest
  @CsvSource({"elephant", "x", "host", "word"})
  void another_word_is_no_slip(String word) {
    assertThat(Suggestions.nearest(word, List.of("password", "redisHost", "database"))).isEmpty();
  }

  @Test
  void a_difference_in_case_only_comes_first() {
    assertThat(Suggestions.nearest("HOST", List.of("hosts", "host", "hast"))).contains("host");
  }

  @Test
  void the_nearest_comes_first() {
    assertThat(Suggestions.nearest("maxRetris", List.of("maxRetire", "maxRetries")))
        .contains("maxRetries");
  }

  @Test
  void a_swap_of_neighbours_is_one_step() {
    assertThat(Suggestions.distance("abcd", "abdc")).isEqualTo(1);
  }

  @Test
  void inserting_dropping_and_replacing_are_one_step_each() {
    assertThat(Suggestions.distance("kitten", "sitting")).isEqualTo(3);
  }

  @Test
  void a_very_long_word_is_not_compared() {
    assertThat(Suggestions.nearest("a".repeat(1_000_000), List.of("a".repeat(999_999)))).isEmpty();
  }
}
