package io.outrigger.spring;

import io.outrigger.client.OutriggerClient;
import io.outrigger.client.OutriggerClientBuilder;
import io.outrigger.client.RetryPolicy;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The properties {@code outrigger.*}. Absent ones have the defaults of {@link
 * OutriggerClientBuilder}.
 *
 * @param endpoint where the sidecar listens
 * @param token what the sidecar asks for
 * @param timeout the time limit of each call
 * @param streamIdleTimeout how long the sidecar may let a stream wait
 * @param healthTimeout how long the health indicator waits
 * @param retries how calls are repeated
 * @param tls how the connection is encrypted
 */
@ConfigurationProperties("outrigger")
public record OutriggerProperties(
    @Nullable String endpoint,
    @Nullable String token,
    @DefaultValue("5s") Duration timeout,
    @DefaultValue("60s") Duration streamIdleTimeout,
    @DefaultValue("1s") Duration healthTimeout,
    @DefaultValue Retries retries,
    @DefaultValue Tls tls) {

  /**
   * The properties {@code outrigger.retries.*}, which are those of {@link RetryPolicy}.
   *
   * @param maxAttempts how often a call is tried at most
   * @param firstPause the longest pause before the second attempt
   * @param longestPause what the pauses grow to
   */
  public record Retries(
      @DefaultValue("4") int maxAttempts,
      @DefaultValue("50ms") Duration firstPause,
      @DefaultValue("1s") Duration longestPause) {}

  /**
   * The properties {@code outrigger.tls.*}, which are those of {@link io.outrigger.client.Tls}.
   *
   * @param enabled whether the connection is encrypted
   * @param authorities whom to trust, in PEM
   * @param certificate the application's own, in PEM
   * @param key that of the certificate, in PEM
   * @param serverName the name to expect
   */
  public record Tls(
      @DefaultValue("false") boolean enabled,
      @Nullable Path authorities,
      @Nullable Path certificate,
      @Nullable Path key,
      @Nullable String serverName) {

    private io.outrigger.client.Tls toClient() {
      var tls =
          authorities == null
              ? io.outrigger.client.Tls.systemAuthorities()
              : io.outrigger.client.Tls.trusting(authorities);
      if (certificate != null && key != null) {
        tls = tls.identity(certificate, key);
      } else if (certificate != null || key != null) {
        throw new IllegalArgumentException(
            "outrigger.tls: certificate without key, or key without certificate");
      }
      return serverName == null ? tls : tls.serverName(serverName);
    }
  }

  /** A builder with these properties. */
  OutriggerClientBuilder builder() {
    var builder =
        OutriggerClient.builder()
            .timeout(timeout)
            .streamIdleTimeout(streamIdleTimeout)
            .retries(
                new RetryPolicy(
                    retries.maxAttempts(), retries.firstPause(), retries.longestPause()));
    if (endpoint != null) {
      builder.endpoint(endpoint);
    }
    if (token != null) {
      builder.token(token);
    }
    return tls.enabled() ? builder.tls(tls.toClient()) : builder;
  }

  @Override
  public String toString() {
    return "OutriggerProperties[endpoint=" + endpoint + "]"; // The token is nobody's business.
  }
}
