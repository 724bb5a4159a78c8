package io.outrigger.runtime.cli;

import io.grpc.StatusRuntimeException;
import io.grpc.health.v1.HealthCheckRequest;
import io.grpc.health.v1.HealthCheckResponse.ServingStatus;
import io.grpc.health.v1.HealthGrpc;
import io.outrigger.runtime.component.Failures;
import io.outrigger.runtime.config.ListenAddress;
import io.outrigger.runtime.server.ClientConnection;
import io.outrigger.runtime.server.ClientTls;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.net.HttpURLConnection;
import java.net.Proxy;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** The question whether a sidecar can serve, in one of the two ways to ask it. */
sealed interface HealthQuestion {

  /** More than any sidecar says. */
  int LARGEST_ANSWER = 1 << 16;

  /**
   * Asks.
   *
   * @throws IOException when no sidecar answers in time
   */
  Answer ask(Duration timeout) throws IOException;

  /** What the sidecar says, as it says it. */
  record Answer(boolean isServing, String text) {}

  /** Asks {@code grpc.health.v1} where the app calls it. */
  record OfApi(ListenAddress address, Optional<ClientTls> tls) implements HealthQuestion {

    @Override
    public Answer ask(Duration timeout) throws IOException {
      try (var connection = new ClientConnection(address, LARGEST_ANSWER, tls)) {
        var status =
            HealthGrpc.newBlockingStub(connection.channel())
                .withDeadlineAfter(timeout.toMillis(), TimeUnit.MILLISECONDS)
                .check(HealthCheckRequest.getDefaultInstance())
                .getStatus();
        return new Answer(status == ServingStatus.SERVING, status.name());
      } catch (StatusRuntimeException e) {
        var cause = e.getCause() instanceof IOException network ? network : e;
        throw new IOException(Failures.message(cause), e);
      }
    }
  }

  /** Asks the actuator for its readiness, whose answer names what is down. */
  record OfActuator(URI actuator) implements HealthQuestion {

    private static final String READINESS = "/actuator/health/readiness";

    /**
     * Reads the address of an actuator.
     *
     * @throws IllegalArgumentException when it is no {@code http://host:port}
     */
    static OfActuator at(String address) {
      try {
        var uri = new URI(address);
        if (uri.getHost() != null && uri.getPath().matches("/?")) {
          return new OfActuator(uri);
        }
      } catch (URISyntaxException e) {
        // Told below, like any other text that is none.
      }
      throw new IllegalArgumentException("\"" + address + "\" (expected: http://host:port)");
    }

    @Override
    public Answer ask(Duration timeout) throws IOException {
      var url = actuator.resolve(READINESS).toURL();
      var connection = (HttpURLConnection) url.openConnection(Proxy.NO_PROXY);
      connection.setConnectTimeout((int) timeout.toMillis());
      connection.setReadTimeout((int) timeout.toMillis());
      var asking = new FutureTask<>(() -> answer(connection));
      Thread.ofVirtual().name("outrigger-health").start(asking);
      return within(timeout, asking);
    }

    /** What comes of it if all of it comes in time: the timeouts above are for each read. */
    private static Answer within(Duration timeout, FutureTask<Answer> asking) throws IOException {
      try {
        return asking.get(timeout.toNanos(), TimeUnit.NANOSECONDS);
      } catch (TimeoutException e) {
        throw new IOException("no whole answer in time", e);
      } catch (ExecutionException e) {
        throw new IOException(Failures.message(Failures.unwrap(e)), e);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new InterruptedIOException("interrupted");
      }
    }

    private static Answer answer(HttpURLConnection connection) throws IOException {
      try {
        return read(connection);
      } finally {
        connection.disconnect();
      }
    }

    private static Answer read(HttpURLConnection connection) throws IOException {
      var isServing = connection.getResponseCode() == HttpURLConnection.HTTP_OK;
      try (InputStream body =
          isServing ? connection.getInputStream() : connection.getErrorStream()) {
        var text = body == null ? "" : text(body);
        return new Answer(isServing, text.strip());
      }
    }

    private static String text(InputStream body) throws IOException {
      return new String(body.readNBytes(LARGEST_ANSWER), StandardCharsets.UTF_8);
    }
  }
}
