package io.outrigger.testkit.trace;

import io.grpc.BindableService;
import io.grpc.Grpc;
import io.grpc.Metadata;
import io.grpc.Server;
import io.grpc.ServerCall;
import io.grpc.ServerCall.Listener;
import io.grpc.ServerCallHandler;
import io.grpc.ServerCredentials;
import io.grpc.ServerInterceptor;
import io.grpc.Status;
import io.grpc.netty.NettyServerBuilder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * A trace collector that goes away and comes back at the same port, refuses, or does not answer.
 * Safe for use by many threads.
 */
public abstract class TraceCollector implements AutoCloseable {

  /** What becomes of the requests. */
  private enum Mood {
    /** They are answered. */
    WILLING,
    /** They are refused. */
    REFUSING,
    /** They are never answered. */
    SILENT
  }

  private final ServerCredentials credentials;
  private final List<BindableService> services;
  private final List<Metadata> headers = new CopyOnWriteArrayList<>();
  private final Set<SocketAddress> connections = ConcurrentHashMap.newKeySet();
  private final int port;
  private volatile Mood mood = Mood.WILLING;
  private volatile Server server;

  /** Starts at a free port. */
  TraceCollector(ServerCredentials credentials, BindableService... services) {
    this.credentials = credentials;
    this.services = List.of(services);
    server = started(0);
    port = server.getPort();
  }

  private Server started(int port) {
    try {
      var builder =
          NettyServerBuilder.forAddress(
                  new InetSocketAddress(InetAddress.getLoopbackAddress(), port), credentials)
              .intercept(new Watch());
      services.forEach(builder::addService);
      return builder.build().start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Where it listens, as {@code host:port}. */
  public final String address() {
    return "127.0.0.1:" + port;
  }

  /** The headers of all requests. */
  public final List<Metadata> headers() {
    return List.copyOf(headers);
  }

  /** The clients' ends of the connections that requests have come over. */
  public final Set<SocketAddress> connections() {
    return Set.copyOf(connections);
  }

  /** Answers again. */
  public final void answer() {
    mood = Mood.WILLING;
  }

  /** Refuses every request from now on. */
  public final void refuse() {
    mood = Mood.REFUSING;
  }

  /** Takes requests and does not answer them from now on. */
  public final void fallSilent() {
    mood = Mood.SILENT;
  }

  /** Goes away; connections break. */
  public final void stop() throws InterruptedException {
    server.shutdownNow().awaitTermination();
  }

  /** Comes back at the same port. */
  public final void restart() {
    server = started(port);
  }

  @Override
  public final void close() {
    var _ = server.shutdownNow();
  }

  private final class Watch implements ServerInterceptor {

    @Override
    public <Q, R> Listener<Q> interceptCall(
        ServerCall<Q, R> call, Metadata received, ServerCallHandler<Q, R> next) {
      headers.add(received);
      connections.add(
          Objects.requireNonNull(call.getAttributes().get(Grpc.TRANSPORT_ATTR_REMOTE_ADDR)));
      return switch (mood) {
        case WILLING -> next.startCall(call, received);
        case REFUSING -> {
          call.close(Status.RESOURCE_EXHAUSTED.withDescription("full"), new Metadata());
          yield new Listener<>() {};
        }
        case SILENT -> new Listener<>() {};
      };
    }
  }
}
