package io.outrigger.spi;

import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** What the runtime gives one component instance. Safe for use by many threads. */
public interface ComponentContext {

  /** The name of the instance in the config. */
  String name();

  /** The app that this sidecar serves; empty when the config does not say. */
  String appId();

  /** The clock to tell time by; tests give one that they move. */
  InstantSource clock();

  /** Where the instance's own meters are registered. */
  Meters meters();

  /**
   * Runs work that blocks on a virtual thread: the one door for it.
   *
   * <p>The thread is interrupted when the call is cancelled or its deadline passes. When the
   * instance already has as many such works as its bound allows (256 unless configured), the stage
   * fails with {@link ErrorCode#RESOURCE_EXHAUSTED} and the work is not run.
   */
  <T> CompletionStage<T> blocking(Call call, Callable<T> work);

  /**
   * Reads JSON: an object as a {@code Map} in its order, an array as a {@code List}, a text as a
   * {@code String}, a number as a {@code BigDecimal}, and {@code true}, {@code false} and {@code
   * null} as themselves.
   *
   * @param source what the text is called in messages
   * @throws IllegalArgumentException when it is no JSON; the message names the line and column and
   *     shows nothing of the content
   */
  @Nullable Object json(String source, Bytes utf8);

  /**
   * The instance of {@code kind} that the config's {@code component_ref} names for this one, behind
   * its guard; empty when it names none. It has had its first try to start before this one starts,
   * and may be down all the same.
   */
  <C extends Component> Optional<C> reference(Kind<C> kind);

  /** The event-loop turn that the calling thread is in. */
  Turn turn();

  /**
   * Runs a short task again and again, first after one period, until the instance is closed. The
   * task must not block; what it throws is logged and does not end the repetition.
   */
  void every(Duration period, Runnable task);
}
