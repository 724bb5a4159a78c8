package io.outrigger.runtime.cli;

import io.grpc.StatusRuntimeException;
import io.grpc.health.v1.HealthCheckRequest;
import io.grpc.health.v1.HealthCheckResponse.ServingStatus;
import io.grpc.health.v1.HealthGrpc;
import io.outrigger.runtime.component.Failures;
import io.outrigger.runtime.config.ListenAddress;
import io.outrigger.runtime.server.ClientConnection;
import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.Proxy;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** The question whether a sidecar can serve, in one of the two ways to ask it. */
sealed interface HealthQuestion {

  /**
   * Asks.
   *
   * @throws IOException when no sidecar answers in time
   */
  Answer ask(Duration timeout) throws IOException;

  /** What the sidecar says, as it says it. */
  record Answer(boolean isServing, String text) {}

  /** Asks {@code grpc.health.v1} where the app calls it. */
  record OfApi(ListenAddress address) implements HealthQuestion {

    private static final int LARGEST_ANSWER = 1 << 16;

    @Override
    public Answer ask(Duration timeout) throws IOException {
      try (var connection = new ClientConnection(address, LARGEST_ANSWER)) {
        var status =
            HealthGrpc.newBlockingStub(connection.channel())
                .withDeadlineAfter(timeout.toMillis(), TimeUnit.MILLISECONDS)
                .check(HealthCheckRequest.getDefaultInstance())
                .getStatus();
        return new Answer(status == ServingStatus.SERVING, status.name());
      } catch (StatusRuntimeException e) {
        throw new IOException(Failures.message(e), e);
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
      try {
        return answer(connection);
      } finally {
        connection.disconnect();
      }
    }

    private static Answer answer(HttpURLConnection connection) throws IOException {
      var isServing = connection.getResponseCode() == HttpURLConnection.HTTP_OK;
      try (InputStream body =
          isServing ? connection.getInputStream() : connection.getErrorStream()) {
        var text = body == null ? "" : new String(body.readAllBytes(), StandardCharsets.UTF_8);
        return new Answer(isServing, text.strip());
      }
    }
  }
}
