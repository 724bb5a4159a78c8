package io.outrigger.runtime.api;

import com.google.protobuf.MessageLite;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.MethodDescriptor.PrototypeMarshaller;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerMethodDefinition;
import io.grpc.ServerServiceDefinition;
import io.grpc.ServiceDescriptor;
import io.grpc.Status;
import io.outrigger.runtime.component.Deadlines;
import io.outrigger.spi.DataSize;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * Binds the methods of one gRPC service to functions. A method that nobody binds answers
 * UNIMPLEMENTED, naming the building block that it belongs to.
 */
public final class ServiceBinder {

  private final ServiceDescriptor service;
  private final UnaryOperator<String> blockOf;
  private final DataSize maxMessageSize;
  private final Deadlines deadlines;
  private final Map<String, ServerMethodDefinition<?, ?>> bound = new LinkedHashMap<>();

  /**
   * Binds the methods of {@code service}.
   *
   * @param blockOf the building block that a method (its bare name) belongs to
   * @param maxMessageSize the largest response
   * @param deadlines when a stream has stood still for too long
   */
  public ServiceBinder(
      ServiceDescriptor service,
      UnaryOperator<String> blockOf,
      DataSize maxMessageSize,
      Deadlines deadlines) {
    this.service = service;
    this.blockOf = blockOf;
    this.maxMessageSize = maxMessageSize;
    this.deadlines = deadlines;
  }

  /** Binds a method with one request and one response. */
  public <Q extends MessageLite, R extends MessageLite> ServiceBinder unary(
      MethodDescriptor<Q, R> method, Unary<Q, R> function) {
    return bind(method, new UnaryHandler<>(function, maxMessageSize));
  }

  /** Binds a method with one request and a stream of responses. */
  public <Q extends MessageLite, R extends MessageLite> ServiceBinder serverStream(
      MethodDescriptor<Q, R> method, ServerStreaming<Q, R> function) {
    return bind(method, new ServerStreamHandler<>(function, maxMessageSize, deadlines));
  }

  /** Binds a method with a stream of requests and one response. */
  public <Q extends MessageLite, R extends MessageLite> ServiceBinder clientStream(
      MethodDescriptor<Q, R> method, ClientStreaming<Q, R> function) {
    return bind(method, new ClientStreamHandler<>(function, maxMessageSize, deadlines));
  }

  private <Q, R> ServiceBinder bind(
      MethodDescriptor<Q, R> method, ServerCallHandler<Q, R> handler) {
    bound.put(method.getFullMethodName(), ServerMethodDefinition.create(tolerant(method), handler));
    return this;
  }

  private static <Q, R> MethodDescriptor<Q, R> tolerant(MethodDescriptor<Q, R> method) {
    var strict = (PrototypeMarshaller<Q>) method.getRequestMarshaller();
    return method.toBuilder().setRequestMarshaller(new TolerantMarshaller<>(strict)).build();
  }

  /** The bare names of the methods that nobody has bound. */
  public List<String> unbound() {
    return service.getMethods().stream()
        .filter(method -> !bound.containsKey(method.getFullMethodName()))
        .map(ServiceBinder::bareName)
        .toList();
  }

  private static String bareName(MethodDescriptor<?, ?> method) {
    var name = method.getFullMethodName();
    return name.substring(name.lastIndexOf('/') + 1);
  }

  /** The service with all its methods. */
  public ServerServiceDefinition build() {
    var methods = service.getMethods().stream().map(this::definition).toList();
    var descriptor =
        ServiceDescriptor.newBuilder(service.getName())
            .setSchemaDescriptor(service.getSchemaDescriptor());
    methods.forEach(method -> descriptor.addMethod(method.getMethodDescriptor()));
    var definition = ServerServiceDefinition.builder(descriptor.build());
    methods.forEach(definition::addMethod);
    return definition.build();
  }

  private ServerMethodDefinition<?, ?> definition(MethodDescriptor<?, ?> method) {
    var definition = bound.get(method.getFullMethodName());
    return definition == null ? unimplemented(method) : definition;
  }

  private <Q, R> ServerMethodDefinition<Q, R> unimplemented(MethodDescriptor<Q, R> method) {
    var status =
        Status.UNIMPLEMENTED.withDescription(
            "%s: this sidecar does not have the building block \"%s\""
                .formatted(method.getFullMethodName(), blockOf.apply(bareName(method))));
    return ServerMethodDefinition.create(method, refusal(status));
  }

  private static <Q, R> ServerCallHandler<Q, R> refusal(Status status) {
    return (call, headers) -> {
      call.close(status, new Metadata());
      return new ServerCall.Listener<>() {};
    };
  }
}
