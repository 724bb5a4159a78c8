package io.outrigger.redis.lock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.outrigger.spi.ComponentException;
import io.outrigger.spi.lock.LockStatus;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** What three servers say together, of which some do not answer. */
final class VotesTest {

  private static final int QUORUM = 2;

  @Test
  void what_most_say_holds() {
    assertThat(status(0, LockStatus.DONE, LockStatus.DONE, LockStatus.NOT_HELD))
        .isEqualTo(LockStatus.DONE);
    assertThat(status(1, LockStatus.HELD_BY_ANOTHER, LockStatus.HELD_BY_ANOTHER))
        .isEqualTo(LockStatus.HELD_BY_ANOTHER);
    assertThat(status(1, LockStatus.NOT_HELD, LockStatus.NOT_HELD)).isEqualTo(LockStatus.NOT_HELD);
  }

  @Test
  void what_is_held_nowhere_by_most_is_not_held() {
    assertThat(status(0, LockStatus.DONE, LockStatus.HELD_BY_ANOTHER, LockStatus.NOT_HELD))
        .isEqualTo(LockStatus.NOT_HELD);
  }

  @Test
  void a_server_that_could_decide_it_and_does_not_answer_leaves_it_open() {
    assertThatThrownBy(() -> status(1, LockStatus.DONE, LockStatus.NOT_HELD))
        .isInstanceOf(ComponentException.class);
    assertThatThrownBy(() -> status(2, LockStatus.NOT_HELD)).isInstanceOf(ComponentException.class);
  }

  private static LockStatus status(int missing, LockStatus... answered) {
    var answers = new ArrayList<CompletableFuture<LockStatus>>();
    for (var answer : answered) {
      answers.add(CompletableFuture.completedFuture(answer));
    }
    for (int i = 0; i < missing; i++) {
      answers.add(CompletableFuture.failedFuture(new IllegalStateException("no answer")));
    }
    return Votes.of(List.copyOf(answers)).status(QUORUM);
  }
}
