package io.outrigger.runtime.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.outrigger.runtime.component.Doing;
import io.outrigger.runtime.fake.Fakes;
import org.junit.jupiter.api.Test;

final class LoopThreadTest {

  private final LoopThread thread = new LoopThread(() -> {}, "loop");

  @Test
  void it_knows_what_it_does_while_it_is_in_a_component() {
    var call = Fakes.call();
    assertThat(thread.doing()).isEmpty();

    thread.enter("state \"s\"", call);

    assertThat(thread.doing()).contains(new Doing("state \"s\"", call));
    assertThat(thread.component()).isEqualTo("state \"s\"");
    thread.leave();
    assertThat(thread.doing()).isEmpty();
    assertThat(thread.component()).isNull();
  }
}
