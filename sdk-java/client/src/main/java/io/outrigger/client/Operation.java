package io.outrigger.client;

import io.grpc.MethodDescriptor;
import java.util.Objects;

/**
 * A method of the sidecar.
 *
 * @param repeatable whether it may be repeated: that it takes place twice harms nobody
 */
record Operation<Q, R>(MethodDescriptor<Q, R> method, boolean repeatable) {

  static <Q, R> Operation<Q, R> repeatable(MethodDescriptor<Q, R> method) {
    return new Operation<>(method, true);
  }

  static <Q, R> Operation<Q, R> once(MethodDescriptor<Q, R> method) {
    return new Operation<>(method, false);
  }

  /** Its name without that of its service. */
  String name() {
    return Objects.requireNonNullElse(method.getBareMethodName(), method.getFullMethodName());
  }
}
