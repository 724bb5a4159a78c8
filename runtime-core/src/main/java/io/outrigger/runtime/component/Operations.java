package io.outrigger.runtime.component;

import io.outrigger.runtime.component.ComponentTelemetry.OfInstance;
import io.outrigger.runtime.component.ComponentTelemetry.OperationMeter;
import io.outrigger.runtime.trace.Exit;
import io.outrigger.runtime.trace.Span;
import io.outrigger.spi.Call;
import io.outrigger.spi.ComponentException;
import java.lang.reflect.Method;
import java.util.IdentityHashMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The operations of one instance, each with its counter and the exit of its spans, which are made
 * when it is first called. Safe for use by many threads.
 */
final class Operations {

  private static final Logger log = LoggerFactory.getLogger(Operations.class);

  private final String kind;
  private final String name;
  private final String type;
  private final Supplier<String> peer;
  private final OfInstance telemetry;

  /** Guards the adding of an operation. */
  private final ReentrantLock lock = new ReentrantLock();

  /** By the proxy's own method objects, of which there is one for each operation; never changed. */
  private volatile IdentityHashMap<Method, Operation> byMethod = new IdentityHashMap<>();

  /**
   * The operations of an instance.
   *
   * @param peer the address of its backend
   */
  Operations(String kind, String name, String type, Supplier<String> peer, OfInstance telemetry) {
    this.kind = kind;
    this.name = name;
    this.type = type;
    this.peer = peer;
    this.telemetry = telemetry;
  }

  /** Begins an operation of {@code call}. */
  Running begin(Call call, Method method) {
    var known = byMethod.get(method);
    var operation = known == null ? added(method) : known;
    var span = CancellableCall.spanOf(call).exit(operation.exit);
    return new Running(operation.meter, span, System.nanoTime());
  }

  private Operation added(Method method) {
    lock.lock();
    try {
      IdentityHashMap<Method, Operation> more = new IdentityHashMap<>(byMethod);
      var operation = more.computeIfAbsent(method, this::operation);
      byMethod = more;
      return operation;
    } finally {
      lock.unlock();
    }
  }

  private Operation operation(Method method) {
    var exit = new Exit(kind + '.' + method.getName(), name, type, peer());
    return new Operation(telemetry.operation(method.getName()), exit);
  }

  /** No operation fails because its component does not know where it goes. */
  private String peer() {
    try {
      return peer.get();
    } catch (RuntimeException e) {
      log.warn("event=no_peer name={} cause=\"{}\"", name, Failures.message(e));
      return "";
    }
  }

  private record Operation(OperationMeter meter, Exit exit) {}

  /** An operation that goes on. Its end is told once, by whoever sees it first. */
  record Running(OperationMeter meter, Span span, long beganNanos) {

    /** Tells that it has ended, with a failure or without. */
    void ended(@Nullable ComponentException failure) {
      long nanos = System.nanoTime() - beganNanos;
      if (failure == null) {
        meter.ended(nanos, null);
        span.end("OK", false);
      } else {
        meter.ended(nanos, failure.code());
        span.end(failure.code().name(), true);
      }
    }
  }
}
