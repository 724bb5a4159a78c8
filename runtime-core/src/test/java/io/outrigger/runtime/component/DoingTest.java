package io.outrigger.runtime.component;

import static org.assertj.core.api.Assertions.assertThat;

import io.outrigger.runtime.config.Declaration;
import io.outrigger.runtime.fake.Fakes;
import io.outrigger.runtime.json.Pointer;
import io.outrigger.runtime.json.Position;
import io.outrigger.spi.Meters;
import io.outrigger.spi.state.StateStore;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class DoingTest {

  private final Deadlines deadlines = new Deadlines();
  private final CancellableCall call = Fakes.call();
  private final InstanceContext context =
      new InstanceContext(
          new Declaration(StateStore.KIND, "s", Pointer.ROOT, Position.START),
          Fakes.services(deadlines),
          List.of(),
          ContextLoader.ofTheCaller(),
          Meters.none());

  @AfterEach
  void close() {
    deadlines.close();
  }

  @Test
  void a_thread_of_its_own_does_nothing_for_an_instance() {
    assertThat(Doing.current()).isEmpty();
  }

  @Test
  void work_that_blocks_and_streams_are_of_their_instance_and_call() {
    var doing = Optional.of(new Doing("state \"s\"", call));

    assertThat(context.blocking(call, Doing::current).toCompletableFuture().join())
        .isEqualTo(doing);
    assertThat(context.streaming(call, Doing::current).toCompletableFuture().join())
        .isEqualTo(doing);
  }

  @Test
  void a_start_and_what_blocks_within_it_are_of_their_instance() {
    var work =
        context
            .lifeCycle()
            .run(call, () -> context.blocking(call, Doing::current).toCompletableFuture().join());

    assertThat(work.toCompletableFuture().join()).contains(new Doing("state \"s\"", call));
  }
}
