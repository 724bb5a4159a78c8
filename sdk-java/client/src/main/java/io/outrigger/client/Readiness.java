package io.outrigger.client;

import com.google.protobuf.Empty;
import io.grpc.MethodDescriptor;
import io.grpc.MethodDescriptor.MethodType;
import io.grpc.protobuf.ProtoUtils;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** Asks {@code grpc.health.v1} until a sidecar can serve. */
final class Readiness {

  private static final long PAUSE_NANOS = 50_000_000;

  /** The bytes of the answer SERVING: field 1, value 1. */
  private static final byte[] SERVING = {8, 1};

  /** Its two messages are too small for a dependency: an empty one, and the bytes above. */
  private static final Operation<Empty, byte[]> CHECK =
      Operation.once(
          MethodDescriptor.<Empty, byte[]>newBuilder()
              .setType(MethodType.UNARY)
              .setFullMethodName("grpc.health.v1.Health/Check")
              .setRequestMarshaller(ProtoUtils.marshaller(Empty.getDefaultInstance()))
              .setResponseMarshaller(new Bytes())
              .build());

  private final Calls calls;
  private final long end;
  private final Duration limit;
  private final CompletableFuture<Void> ready = new CompletableFuture<>();

  Readiness(Calls calls, Duration limit) {
    this.calls = calls;
    this.limit = CallSettings.positive("limit", limit);
    this.end = System.nanoTime() + limit.toNanos();
  }

  CompletionStage<Void> begin() {
    check();
    return ready;
  }

  private void check() {
    if (ready.isDone()) {
      return;
    }
    var left = Duration.ofNanos(Math.max(1, end - System.nanoTime()));
    calls
        .withTimeout(left)
        .unary(CHECK, Subject.SIDECAR, Empty.getDefaultInstance(), (answer, headers) -> answer)
        .whenComplete(this::checked);
  }

  private void checked(byte @Nullable [] answer, @Nullable Throwable failure) {
    if (answer != null && Arrays.equals(answer, SERVING)) {
      ready.complete(null);
    } else if (isUnimplemented(failure)) {
      ready.complete(null); // It answers, and has no components to ask for.
    } else if (System.nanoTime() + PAUSE_NANOS >= end) {
      ready.completeExceptionally(Failures.timeUp(Subject.SIDECAR, words(failure)));
    } else {
      var unused = calls.schedule(this::checkAgain, PAUSE_NANOS);
    }
  }

  private void checkAgain(boolean closed) {
    if (closed) {
      ready.completeExceptionally(Failures.closed(Subject.SIDECAR));
    } else {
      check();
    }
  }

  private static boolean isUnimplemented(@Nullable Throwable failure) {
    return failure instanceof OutriggerException refusal
        && refusal.code() == ErrorCode.UNIMPLEMENTED;
  }

  private String words(@Nullable Throwable failure) {
    var why =
        failure == null
            ? "it answers that a component of its config is down"
            : String.valueOf(failure.getMessage());
    return "the sidecar is not ready after " + limit + ": " + why;
  }

  private static final class Bytes implements MethodDescriptor.Marshaller<byte[]> {

    @Override
    public InputStream stream(byte[] value) {
      return new ByteArrayInputStream(value);
    }

    @Override
    public byte[] parse(InputStream stream) {
      try {
        return stream.readAllBytes();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
