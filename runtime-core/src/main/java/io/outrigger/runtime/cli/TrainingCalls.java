package io.outrigger.runtime.cli;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import com.google.protobuf.util.JsonFormat;
import io.grpc.CallOptions;
import io.grpc.Channel;
import io.grpc.MethodDescriptor;
import io.grpc.MethodDescriptor.PrototypeMarshaller;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.stub.ClientCalls;
import io.outrigger.runtime.config.ListenAddress;
import io.outrigger.runtime.server.ClientConnection;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.IntStream;

/** The calls that a sidecar is trained with. */
final class TrainingCalls {

  /** How many are made at once, as an app under load does. */
  private static final int AT_ONCE = 8;

  private static final int MAX_MESSAGE = 4 << 20;

  private record Call(MethodDescriptor<Message, Message> method, Message request) {}

  private final List<Call> calls;

  private TrainingCalls(List<Call> calls) {
    this.calls = calls;
  }

  /**
   * The calls of a file: a method and its request as JSON in each line that is no comment.
   *
   * @throws InputException when a line is not right
   */
  static TrainingCalls read(Path file) throws IOException {
    if (!Files.isReadable(file)) {
      throw new InputException(file + ": not found (expected: a whole distribution)");
    }
    var lines = Files.readAllLines(file).stream().filter(line -> !line.startsWith("#"));
    return new TrainingCalls(lines.map(TrainingCalls::parse).toList());
  }

  @SuppressWarnings("unchecked") // Every method of the APIs has protobuf messages.
  private static Call parse(String line) {
    var blank = Math.max(0, line.indexOf(' '));
    var method = (MethodDescriptor<Message, Message>) ApiMethods.find(line.substring(0, blank));
    var marshaller = (PrototypeMarshaller<Message>) method.getRequestMarshaller();
    var request = Objects.requireNonNull(marshaller.getMessagePrototype()).newBuilderForType();
    try {
      JsonFormat.parser().merge(line.substring(blank), request);
    } catch (InvalidProtocolBufferException e) {
      throw new InputException(line + ": " + e.getMessage(), e);
    }
    return new Call(method, request.build());
  }

  /** Makes all calls in turn, again and again for {@code time}; gives how many were made. */
  long repeat(ListenAddress address, Duration time) {
    var made = new LongAdder();
    var end = System.nanoTime() + time.toNanos();
    try (var connection = new ClientConnection(address, MAX_MESSAGE);
        var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var clients =
          IntStream.range(0, AT_ONCE)
              .mapToObj(i ->
                  CompletableFuture.runAsync(
                      () -> repeat(connection.channel(), end, made), threads))
              .toArray(CompletableFuture<?>[]::new);
      CompletableFuture.allOf(clients).join();
    }
    return made.sum();
  }

  private void repeat(Channel channel, long end, LongAdder made) {
    do {
      for (var call : calls) {
        make(channel, call);
        made.increment();
      }
    } while (System.nanoTime() - end < 0);
  }

  /** Errors that an app gets, too, are part of the training; a sidecar that is gone is not. */
  private static void make(Channel channel, Call call) {
    var options = CallOptions.DEFAULT.withDeadlineAfter(10, TimeUnit.SECONDS);
    try {
      ClientCalls.blockingServerStreamingCall(channel, call.method, options, call.request)
          .forEachRemaining(answer -> {});
    } catch (StatusRuntimeException e) {
      if (e.getStatus().getCode() == Status.Code.UNAVAILABLE) {
        throw e;
      }
    }
  }
}
