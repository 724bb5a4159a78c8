package io.outrigger.runtime.api;

import io.grpc.MethodDescriptor.PrototypeMarshaller;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/**
 * Parses requests, and gives {@link MalformedRequest} for what cannot be parsed. Only our own
 * handlers, which look for it, are bound with it.
 */
final class TolerantMarshaller<Q> implements PrototypeMarshaller<Q> {

  private final PrototypeMarshaller<Q> strict;

  TolerantMarshaller(PrototypeMarshaller<Q> strict) {
    this.strict = strict;
  }

  @Override
  public InputStream stream(Q value) {
    return strict.stream(value);
  }

  @Override
  @SuppressWarnings("unchecked") // Handlers take it as an Object first.
  public Q parse(InputStream stream) {
    try {
      return strict.parse(stream);
    } catch (StatusRuntimeException e) {
      var text = "the request is no " + strict.getMessageClass().getSimpleName();
      return (Q) new MalformedRequest(Status.INVALID_ARGUMENT.withDescription(text).withCause(e));
    }
  }

  @Override
  public Class<Q> getMessageClass() {
    return strict.getMessageClass();
  }

  @Override
  public @Nullable Q getMessagePrototype() {
    return strict.getMessagePrototype();
  }
}
