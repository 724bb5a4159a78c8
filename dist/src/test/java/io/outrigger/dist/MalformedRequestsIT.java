package io.outrigger.dist;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Message;
import io.grpc.CallOptions;
import io.grpc.ClientCall;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.MethodDescriptor.PrototypeMarshaller;
import io.grpc.Status;
import io.grpc.Status.Code;
import io.outrigger.proto.layotto.v1.LifecycleGrpc;
import io.outrigger.proto.layotto.v1.RuntimeGrpc;
import io.outrigger.proto.layotto.v1.SayHelloRequest;
import io.outrigger.runtime.config.ListenAddress;
import io.outrigger.runtime.server.ClientConnection;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Requests that no client of good will sends: each gets a status that says something. */
final class MalformedRequestsIT {

  private static final int REQUESTS = 10_000;
  private static final int AT_ONCE = 32;

  private static final List<MethodDescriptor<?, ?>> METHODS =
      Stream.of(RuntimeGrpc.getServiceDescriptor(), LifecycleGrpc.getServiceDescriptor())
          .<MethodDescriptor<?, ?>>flatMap(service -> service.getMethods().stream())
          .toList();

  private static final List<String> TEXTS =
      List.of(
          "",
          "state_demo",
          "lock_demo",
          "sequencer_demo",
          "file_demo",
          "secret_demo",
          "helloworld",
          "a||b",
          "\u0000",
          "../../etc/passwd",
          "/etc/passwd",
          "a\\b",
          "k".repeat(3000),
          "%2F%s%n",
          "\uD83D\uDE00 名",
          "-1",
          "ttlInSeconds",
          "range",
          "bytes=5-1",
          "FileMode",
          "FileFlag",
          "upsert",
          "delete");

  private final long seed = Long.getLong("outrigger.seed", System.nanoTime());
  private final Random random = new Random(seed);

  @TempDir private Path directory;

  @Test
  void every_malformed_request_gets_a_status_that_says_something() throws Exception {
    try (var sidecar = SidecarProcess.start(directory, Standalone.config(directory));
        var connection = connect(sidecar)) {
      var places = new Semaphore(AT_ONCE);
      var answers = Stream.generate(() -> send(connection, places)).limit(REQUESTS).toList();

      for (var answer : answers) {
        judge(answer.get(30, TimeUnit.SECONDS));
      }
      var hello = SayHelloRequest.newBuilder().setServiceName("helloworld").build();
      var stub = RuntimeGrpc.newBlockingStub(connection.channel());
      assertThat(stub.sayHello(hello).getHello()).isEqualTo("greeting");
    }
  }

  private void judge(Answer answer) {
    assertThat(answer.status().getCode())
        .as("seed %d: %s answers %s", seed, answer.method(), answer.status())
        .isNotIn(Code.UNKNOWN, Code.INTERNAL, Code.DEADLINE_EXCEEDED, Code.UNAVAILABLE);
    if (!answer.status().isOk()) {
      assertThat(answer.status().getDescription())
          .as("seed %d: %s", seed, answer.method())
          .isNotBlank()
          .doesNotContain("\tat ")
          .doesNotContain("Exception");
    }
  }

  private static ClientConnection connect(SidecarProcess sidecar) {
    return new ClientConnection(ListenAddress.parse(sidecar.addresses().getFirst()), 8 << 20);
  }

  private CompletableFuture<Answer> send(ClientConnection connection, Semaphore places) {
    var method = METHODS.get(random.nextInt(METHODS.size()));
    var body = body(method);
    places.acquireUninterruptibly();
    var call =
        connection
            .channel()
            .newCall(raw(method), CallOptions.DEFAULT.withDeadlineAfter(20, TimeUnit.SECONDS));
    var listener = new Listener(method.getFullMethodName(), places, call);
    call.start(listener, new Metadata());
    call.request(1);
    call.sendMessage(body);
    call.halfClose();
    return listener.answer;
  }

  private byte[] body(MethodDescriptor<?, ?> method) {
    var marshaller = (PrototypeMarshaller<?>) method.getRequestMarshaller();
    var prototype = (Message) Objects.requireNonNull(marshaller.getMessagePrototype());
    var bytes = filled(prototype, 3).toByteArray();
    return switch (random.nextInt(4)) {
      case 0 -> noise();
      case 1 -> Arrays.copyOf(bytes, random.nextInt(bytes.length + 1));
      case 2 -> flipped(bytes);
      default -> bytes;
    };
  }

  private byte[] noise() {
    var bytes = new byte[random.nextInt(200)];
    random.nextBytes(bytes);
    return bytes;
  }

  private byte[] flipped(byte[] bytes) {
    var copy = bytes.clone();
    for (int i = 0; copy.length > 0 && i < 3; i++) {
      copy[random.nextInt(copy.length)] ^= (byte) (1 << random.nextInt(8));
    }
    return copy;
  }

  private Message filled(Message prototype, int depth) {
    var builder = prototype.newBuilderForType();
    for (var field : prototype.getDescriptorForType().getFields()) {
      if (field.isMapField() || random.nextInt(5) == 0) {
        continue;
      }
      if (field.isRepeated()) {
        for (int i = random.nextInt(4); i > 0; i--) {
          builder.addRepeatedField(field, value(builder, field, depth));
        }
      } else if (field.getJavaType() != FieldDescriptor.JavaType.MESSAGE || depth > 0) {
        builder.setField(field, value(builder, field, depth));
      }
    }
    return builder.build();
  }

  private Object value(Message.Builder builder, FieldDescriptor field, int depth) {
    return switch (field.getJavaType()) {
      case STRING -> TEXTS.get(random.nextInt(TEXTS.size()));
      case BYTE_STRING -> ByteString.copyFrom(noise());
      case INT -> random.nextBoolean() ? random.nextInt() : random.nextInt(5) - 2;
      case LONG -> random.nextLong();
      case FLOAT -> random.nextFloat();
      case DOUBLE -> random.nextDouble();
      case BOOLEAN -> random.nextBoolean();
      case ENUM -> field.getEnumType().findValueByNumberCreatingIfUnknown(random.nextInt(6) - 1);
      case MESSAGE ->
          filled(builder.newBuilderForField(field).getDefaultInstanceForType(), depth - 1);
    };
  }

  private static MethodDescriptor<byte[], byte[]> raw(MethodDescriptor<?, ?> method) {
    return MethodDescriptor.<byte[], byte[]>newBuilder()
        .setType(method.getType())
        .setFullMethodName(method.getFullMethodName())
        .setRequestMarshaller(new RawBytes())
        .setResponseMarshaller(new RawBytes())
        .build();
  }

  /** How a call ended. */
  private record Answer(String method, Status status) {}

  private static final class Listener extends ClientCall.Listener<byte[]> {

    private final CompletableFuture<Answer> answer = new CompletableFuture<>();
    private final String method;
    private final Semaphore places;
    private final ClientCall<byte[], byte[]> call;

    Listener(String method, Semaphore places, ClientCall<byte[], byte[]> call) {
      this.method = method;
      this.places = places;
      this.call = call;
    }

    @Override
    public void onMessage(byte[] message) {
      call.request(1);
    }

    @Override
    public void onClose(Status status, Metadata trailers) {
      places.release();
      answer.complete(new Answer(method, status));
    }
  }

  private static final class RawBytes implements MethodDescriptor.Marshaller<byte[]> {

    @Override
    public InputStream stream(byte[] value) {
      return new ByteArrayInputStream(value);
    }

    @Override
    public byte[] parse(InputStream stream) {
      try (stream) {
        return stream.readAllBytes();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
