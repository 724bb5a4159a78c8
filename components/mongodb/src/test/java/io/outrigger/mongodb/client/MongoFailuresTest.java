package io.outrigger.mongodb.client;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.MongoCommandException;
import com.mongodb.MongoConfigurationException;
import com.mongodb.MongoConnectionPoolClearedException;
import com.mongodb.MongoCredential;
import com.mongodb.MongoException;
import com.mongodb.MongoInterruptedException;
import com.mongodb.MongoNotPrimaryException;
import com.mongodb.MongoOperationTimeoutException;
import com.mongodb.MongoSecurityException;
import com.mongodb.MongoSocketReadException;
import com.mongodb.MongoTimeoutException;
import com.mongodb.ServerAddress;
import com.mongodb.connection.ClusterId;
import com.mongodb.connection.ServerId;
import io.outrigger.spi.Call;
import io.outrigger.spi.ErrorCode;
import java.time.Duration;
import org.bson.BsonArray;
import org.bson.BsonDocument;
import org.bson.BsonInt32;
import org.bson.BsonString;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class MongoFailuresTest {

  private static final ServerAddress SERVER = new ServerAddress("db", 27_017);

  @ParameterizedTest
  @CsvSource({
    "13, PERMISSION_DENIED",
    "50, TIMEOUT",
    "91, UNAVAILABLE",
    "100, FAILED_PRECONDITION",
    "112, ABORTED",
    "11000, ABORTED",
    "10334, RESOURCE_EXHAUSTED",
    "2, INTERNAL"
  })
  void an_error_of_the_server_has_the_code_of_its_number(int number, ErrorCode code) {
    assertThat(codeOf(answer(number))).isEqualTo(code);
  }

  @Test
  void an_error_of_which_the_server_says_that_a_repetition_helps_is_unavailable() {
    assertThat(codeOf(answer(2, "RetryableWriteError"))).isEqualTo(ErrorCode.UNAVAILABLE);
  }

  @Test
  void a_transaction_that_collided_is_aborted() {
    assertThat(codeOf(answer(2, "TransientTransactionError"))).isEqualTo(ErrorCode.ABORTED);
  }

  @Test
  void the_message_of_an_error_has_nothing_of_the_reply_but_its_text() {
    assertThat(MongoFailures.translate(answer(2))).hasMessage("MongoDB answered: demo");
  }

  @Test
  void a_server_that_is_not_there_is_unavailable() {
    var cause = new MongoSocketReadException("gone", SERVER);

    assertThat(codeOf(cause)).isEqualTo(ErrorCode.UNAVAILABLE);
    assertThat(codeOf(new MongoTimeoutException("no server"))).isEqualTo(ErrorCode.UNAVAILABLE);
    assertThat(codeOf(new MongoConnectionPoolClearedException(serverId(), cause)))
        .isEqualTo(ErrorCode.UNAVAILABLE);
    assertThat(codeOf(new MongoConfigurationException("no such name")))
        .isEqualTo(ErrorCode.UNAVAILABLE);
    assertThat(codeOf(new MongoNotPrimaryException(reply(10_107), SERVER)))
        .isEqualTo(ErrorCode.UNAVAILABLE);
  }

  @Test
  void a_server_that_is_slow_has_timed_out() {
    assertThat(codeOf(new MongoOperationTimeoutException("slow"))).isEqualTo(ErrorCode.TIMEOUT);
  }

  @Test
  void a_password_that_was_refused_is_denied() {
    assertThat(codeOf(new MongoSecurityException(user(), "refused", answer(18))))
        .isEqualTo(ErrorCode.PERMISSION_DENIED);
  }

  @Test
  void a_server_that_goes_while_it_checks_a_password_has_refused_nobody() {
    var cause = new MongoSocketReadException("gone", SERVER);

    assertThat(codeOf(new MongoSecurityException(user(), "gone", cause)))
        .isEqualTo(ErrorCode.UNAVAILABLE);
  }

  @Test
  void an_interrupt_at_the_deadline_is_a_timeout_and_before_it_a_cancellation() {
    var interrupt = new MongoInterruptedException("interrupted", new InterruptedException());

    assertThat(MongoFailures.ended(Call.within(Duration.ZERO), interrupt).code())
        .isEqualTo(ErrorCode.TIMEOUT);
    assertThat(MongoFailures.ended(Call.within(Duration.ofHours(1)), interrupt).code())
        .isEqualTo(ErrorCode.CANCELLED);
  }

  private static MongoCredential user() {
    return MongoCredential.createCredential("ann", "admin", "secret".toCharArray());
  }

  private static ServerId serverId() {
    return new ServerId(new ClusterId(), SERVER);
  }

  private static MongoException answer(int number, String... labels) {
    var reply = reply(number);
    var array = new BsonArray();
    for (var label : labels) {
      array.add(new BsonString(label));
    }
    return new MongoCommandException(reply.append("errorLabels", array), SERVER);
  }

  private static BsonDocument reply(int number) {
    return new BsonDocument("ok", new BsonInt32(0))
        .append("code", new BsonInt32(number))
        .append("errmsg", new BsonString("demo"))
        .append("data", new BsonString("of somebody"));
  }

  private static ErrorCode codeOf(MongoException failure) {
    return MongoFailures.translate(failure).code();
  }
}
