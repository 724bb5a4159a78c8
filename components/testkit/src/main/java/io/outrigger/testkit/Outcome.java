package io.outrigger.testkit;

import io.outrigger.runtime.component.Failures;
import io.outrigger.spi.ComponentException;
import io.outrigger.spi.ErrorCode;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * What became of an operation, whether it threw or its stage failed or not.
 *
 * @param <T> what the operation answers
 */
public final class Outcome<T> {

  private static final Duration LIMIT = Duration.ofSeconds(30);

  private final @Nullable T value;
  private final @Nullable Throwable failure;

  private Outcome(@Nullable T value, @Nullable Throwable failure) {
    this.value = value;
    this.failure = failure;
  }

  /** Starts an operation and waits up to 30 seconds for its end. */
  public static <T> Outcome<T> of(Callable<? extends CompletionStage<T>> operation) {
    try {
      var stage = operation.call().toCompletableFuture();
      return new Outcome<>(stage.get(LIMIT.toSeconds(), TimeUnit.SECONDS), null);
    } catch (ExecutionException e) {
      return new Outcome<>(null, e.getCause());
    } catch (Exception e) {
      return new Outcome<>(null, e);
    }
  }

  /** What an operation answers, which must not fail. */
  public static <T> T valueOf(Callable<? extends CompletionStage<T>> operation) {
    var outcome = of(operation);
    outcome.requireSuccess();
    if (outcome.value == null) {
      throw new AssertionError("the operation answered null (expected: a value)");
    }
    return outcome.value;
  }

  /** Waits for the end of an operation, which must not fail. */
  public static void done(Callable<? extends CompletionStage<Void>> operation) {
    of(operation).requireSuccess();
  }

  /** The code that an operation fails with, which must fail with a {@link ComponentException}. */
  public static ErrorCode codeOf(Callable<? extends CompletionStage<?>> operation) {
    return failureOf(operation).code();
  }

  /** The failure of an operation, which must be a {@link ComponentException}. */
  public static ComponentException failureOf(Callable<? extends CompletionStage<?>> operation) {
    var failure = of(() -> operation.call().thenApply(Object.class::cast)).failure;
    if (failure instanceof ComponentException expected) {
      return expected;
    }
    throw new AssertionError(
        "the operation " + describe(failure) + " (expected: a ComponentException)", failure);
  }

  /** As {@link #codeOf} for any failure, with the code that the runtime translates it to. */
  public static ErrorCode translatedCodeOf(Callable<? extends CompletionStage<?>> operation) {
    var failure = of(() -> operation.call().thenApply(Object.class::cast)).failure;
    if (failure == null) {
      throw new AssertionError("the operation " + describe(null) + " (expected: a failure)");
    }
    return Failures.translate(failure).code();
  }

  /** True when the operation did not fail. */
  public boolean succeeded() {
    return failure == null;
  }

  /** True when the operation failed with a {@link ComponentException} of that code. */
  public boolean failedWith(ErrorCode code) {
    return failure instanceof ComponentException known && known.code() == code;
  }

  /** Says what became of it, without the value. */
  @Override
  public String toString() {
    return describe(failure);
  }

  private void requireSuccess() {
    if (failure != null) {
      throw new AssertionError("the operation " + this + " (expected: success)", failure);
    }
  }

  private static String describe(@Nullable Throwable failure) {
    return switch (failure) {
      case null -> "succeeded";
      case ComponentException known -> "failed with " + known.code() + ": " + known.getMessage();
      default -> "failed with " + failure;
    };
  }
}
