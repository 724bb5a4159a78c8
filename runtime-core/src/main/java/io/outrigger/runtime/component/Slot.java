package io.outrigger.runtime.component;

import io.outrigger.spi.Component;
import io.outrigger.spi.ComponentException;
import io.outrigger.spi.ErrorCode;
import io.outrigger.spi.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The place of a configured instance. It is empty until the secrets are there that the instance
 * needs for its settings, which for most is at once. Safe for use by many threads.
 *
 * @param <C> the interface of the kind
 */
public final class Slot<C extends Component> {

  private final Kind<C> kind;
  private final String name;
  private final Supplier<String> whyEmpty;

  /** Guards that a taker is told exactly once. */
  private final ReentrantLock lock = new ReentrantLock();

  private final List<Consumer<Instance<C>>> takers = new ArrayList<>();
  private volatile @Nullable Instance<C> instance;

  /**
   * An empty place.
   *
   * @param whyEmpty says why, as long as it is
   */
  Slot(Kind<C> kind, String name, Supplier<String> whyEmpty) {
    this.kind = kind;
    this.name = name;
    this.whyEmpty = whyEmpty;
  }

  /** A place with its instance in it. */
  public static <C extends Component> Slot<C> of(Instance<C> instance) {
    var slot = new Slot<>(instance.kind(), instance.name(), () -> "");
    slot.fill(instance);
    return slot;
  }

  /** The kind of the instance. */
  public Kind<C> kind() {
    return kind;
  }

  /** The name of the instance in the config. */
  public String name() {
    return name;
  }

  /** The instance, once it is there. */
  public Optional<Instance<C>> instance() {
    return Optional.ofNullable(instance);
  }

  /** Hands the instance to {@code taker}: now if it is there, else as soon as it is. */
  public void whenFilled(Consumer<Instance<C>> taker) {
    lock.lock();
    try {
      var found = instance;
      if (found == null) {
        takers.add(taker);
      } else {
        taker.accept(found);
      }
    } finally {
      lock.unlock();
    }
  }

  /** What a call to the instance fails with as long as the place is empty. */
  public ComponentException refusal() {
    return new ComponentException(
        ErrorCode.UNAVAILABLE,
        kind.name() + " \"" + name + "\" is not available: " + whyEmpty.get());
  }

  /** Puts the instance in; once. */
  void fill(Instance<C> made) {
    lock.lock();
    try {
      instance = made;
      takers.forEach(taker -> taker.accept(made));
      takers.clear();
    } finally {
      lock.unlock();
    }
  }
}
