package io.outrigger.redis.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.outrigger.spi.ErrorCode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import redis.clients.jedis.exceptions.JedisConnectionException;
import redis.clients.jedis.exceptions.JedisDataException;

final class RedisFailuresTest {

  @ParameterizedTest
  @CsvSource({
    "NOAUTH Authentication required., PERMISSION_DENIED",
    "NOPERM this user has no permissions, PERMISSION_DENIED",
    "OOM command not allowed, RESOURCE_EXHAUSTED",
    "LOADING Redis is loading the dataset in memory, UNAVAILABLE",
    "READONLY You can't write against a read only replica., UNAVAILABLE",
    "CLUSTERDOWN The cluster is down, UNAVAILABLE",
    "CROSSSLOT Keys in request don't hash to the same slot, UNSUPPORTED",
    "ERR something else, INTERNAL",
    "LOADING, UNAVAILABLE"
  })
  void the_first_word_of_an_error_decides(String message, ErrorCode code) {
    assertThat(RedisFailures.refused(new JedisDataException(message)).code()).isEqualTo(code);
  }

  @Test
  void an_error_does_not_show_the_arguments_of_a_command() {
    var error =
        new JedisDataException(
            "ERR unknown command 'HSET', with args beginning with: 'key' 'planted-data' ");

    assertThat(RedisFailures.refused(error))
        .hasMessage("Redis answered: ERR unknown command 'HSET'")
        .hasNoCause();
  }

  @Test
  void a_server_that_refuses_a_connection_is_unavailable() {
    var full = new JedisDataException("ERR max number of clients reached");

    assertThat(RedisFailures.unreachable("server", full).code()).isEqualTo(ErrorCode.UNAVAILABLE);
  }

  @Test
  void a_failure_says_which_server_it_was_and_why() {
    var cause = new JedisConnectionException("Connection refused");

    assertThat(RedisFailures.unreachable("10.0.0.1:6379", cause))
        .hasMessage("10.0.0.1:6379: no connection: Connection refused");
  }

  @Test
  void a_failure_names_the_server_once() {
    var cause = new JedisConnectionException("10.0.0.1:6379: Connection refused");

    assertThat(RedisFailures.unreachable("10.0.0.1:6379", cause))
        .hasMessage("10.0.0.1:6379: no connection: Connection refused");
  }

  @Test
  void an_error_in_a_script_tells_a_replica_as_one_of_a_command_does() {
    var own = new JedisDataException("READONLY You can't write against a read only replica.");
    var before7 =
        new JedisDataException(
            "ERR Error running script (call to f_1): @user_script:43: @user_script: 43: -READONLY"
                + " You can't write against a read only replica.");

    assertThat(RedisFailures.isOfReplica(own)).isTrue();
    assertThat(RedisFailures.isOfReplica(before7)).isTrue();
    assertThat(RedisFailures.refused(before7).code()).isEqualTo(ErrorCode.UNAVAILABLE);
  }
}
