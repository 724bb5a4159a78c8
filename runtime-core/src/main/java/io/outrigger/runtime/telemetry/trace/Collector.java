package io.outrigger.runtime.telemetry.trace;

import io.grpc.ChannelCredentials;
import io.grpc.ClientInterceptor;
import io.grpc.ConnectivityState;
import io.grpc.Grpc;
import io.grpc.InsecureChannelCredentials;
import io.grpc.ManagedChannel;
import io.grpc.ManagedChannelBuilder;
import io.grpc.Metadata;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.TlsChannelCredentials;
import io.grpc.stub.MetadataUtils;
import io.outrigger.runtime.config.TracingSettings;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** The connection to a collector, which comes back by itself. Used by one thread, closed by any. */
final class Collector implements AutoCloseable {

  /** How long a collector may take for a request. */
  static final Duration ANSWER = Duration.ofSeconds(5);

  private final ManagedChannel channel;

  /**
   * A connection that is not open.
   *
   * @param tokenHeader the header that the collector reads the token from
   * @throws IllegalArgumentException when a file of the settings cannot be read, or has something
   *     else in it
   */
  Collector(TracingSettings settings, String tokenHeader) {
    var target = "dns:///" + settings.backendService().orElseThrow();
    var builder = builder(target, credentials(settings));
    // A service config would be one more question to the name server.
    builder.intercept(tokens(settings, tokenHeader)).directExecutor().disableServiceConfigLookUp();
    settings
        .tls()
        .flatMap(TracingSettings.Tls::serverNameOverride)
        .ifPresent(builder::overrideAuthority);
    channel = builder.build();
  }

  private static ManagedChannelBuilder<?> builder(String target, ChannelCredentials credentials) {
    try {
      return Grpc.newChannelBuilder(target, credentials);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("tracing: tls: " + e.getMessage(), e);
    }
  }

  private static ChannelCredentials credentials(TracingSettings settings) {
    if (settings.tls().isEmpty()) {
      return InsecureChannelCredentials.create();
    }
    var tls = settings.tls().get();
    var credentials = TlsChannelCredentials.newBuilder();
    try {
      if (tls.certFile().isPresent()) {
        credentials.trustManager(tls.certFile().get().toFile());
      }
      if (tls.clientCertFile().isPresent() && tls.clientKeyFile().isPresent()) {
        credentials.keyManager(
            tls.clientCertFile().get().toFile(), tls.clientKeyFile().get().toFile());
      }
    } catch (IOException e) {
      throw new IllegalArgumentException("tracing: tls: " + e.getMessage(), e);
    }
    return credentials.build();
  }

  private static List<ClientInterceptor> tokens(TracingSettings settings, String header) {
    return settings.authentication().stream()
        .map(token -> {
          var headers = new Metadata();
          headers.put(Metadata.Key.of(header, Metadata.ASCII_STRING_MARSHALLER), token.reveal());
          return MetadataUtils.newAttachHeadersInterceptor(headers);
        })
        .toList();
  }

  ManagedChannel channel() {
    return channel;
  }

  /** Whether it is open; one that is not is tried anew, and may take {@code patience} to open. */
  boolean isOpen(Duration patience) {
    if (channel.getState(true) == ConnectivityState.TRANSIENT_FAILURE) {
      channel.resetConnectBackoff(); // Who asks has made a pause already.
    }
    long until = System.nanoTime() + patience.toNanos();
    var state = channel.getState(true);
    while (state != ConnectivityState.READY && state != ConnectivityState.SHUTDOWN) {
      if (!changes(state, until - System.nanoTime())) {
        return false;
      }
      state = channel.getState(true);
    }
    return state == ConnectivityState.READY;
  }

  /**
   * What a request has failed with. A connection out of which no answer comes is given up, since
   * the system may take a quarter of an hour to find that nobody is at its other end.
   */
  SendException failed(StatusRuntimeException failure) {
    if (failure.getStatus().getCode() == Status.Code.DEADLINE_EXCEEDED) {
      channel.enterIdle();
    }
    return new SendException(failure.getStatus().toString(), failure);
  }

  private boolean changes(ConnectivityState state, long nanos) {
    var changed = new CountDownLatch(1);
    channel.notifyWhenStateChanged(state, changed::countDown);
    try {
      return changed.await(nanos, TimeUnit.NANOSECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  @Override
  public void close() {
    var _ = channel.shutdownNow();
  }
}
