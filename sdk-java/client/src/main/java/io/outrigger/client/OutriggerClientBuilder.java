package io.outrigger.client;

import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Makes a client. Not safe for use by several threads; may be used for several clients. */
public final class OutriggerClientBuilder {

  private @Nullable String endpoint;
  private @Nullable Tls tls;
  private @Nullable String token;
  private @Nullable CallListener listener;
  private String application = "";
  private Duration timeout = Duration.ofSeconds(5);
  private Duration idleTimeout = Duration.ofSeconds(60);
  private RetryPolicy retries = RetryPolicy.DEFAULT;
  private Supplier<Map<String, String>> context = Map::of;

  OutriggerClientBuilder() {}

  /**
   * Where the sidecar listens: {@code host:port}, {@code [ip6]:port} or {@code unix:/path}.
   * Default: the system property {@code outrigger.endpoint}, else the environment variable {@code
   * OUTRIGGER_ENDPOINT}, else {@code 127.0.0.1:34904}.
   */
  public OutriggerClientBuilder endpoint(String endpoint) {
    this.endpoint = Objects.requireNonNull(endpoint);
    return this;
  }

  /** How the connection is encrypted; that to a Unix socket cannot be. Default: not at all. */
  public OutriggerClientBuilder tls(Tls tls) {
    this.tls = Objects.requireNonNull(tls);
    return this;
  }

  /**
   * The token that the sidecar asks for. Default: the environment variable {@code DAPR_API_TOKEN},
   * else none.
   */
  public OutriggerClientBuilder token(String token) {
    this.token = Objects.requireNonNull(token);
    return this;
  }

  /**
   * The time limit of each call, its repetitions included; it reaches the backend. Default: 5 s.
   * Streams have {@link #streamIdleTimeout} instead.
   *
   * @throws IllegalArgumentException unless above zero
   */
  public OutriggerClientBuilder timeout(Duration timeout) {
    this.timeout = CallSettings.positive("timeout", timeout);
    return this;
  }

  /**
   * How long the sidecar may let a stream wait before it fails with {@link
   * ErrorCode#DEADLINE_EXCEEDED}. Default: 60 s. How long the application itself pauses is not
   * counted here, but by the sidecar, which ends a stream after 60 s.
   *
   * @throws IllegalArgumentException unless above zero
   */
  public OutriggerClientBuilder streamIdleTimeout(Duration timeout) {
    this.idleTimeout = CallSettings.positive("streamIdleTimeout", timeout);
    return this;
  }

  /** How calls that may be repeated are repeated. Default: {@link RetryPolicy#DEFAULT}. */
  public OutriggerClientBuilder retries(RetryPolicy retries) {
    this.retries = Objects.requireNonNull(retries);
    return this;
  }

  /**
   * Headers that each call takes from its caller's context, such as {@code traceparent}: asked for
   * on the thread that makes the call. The names are lower case. Default: none.
   */
  public OutriggerClientBuilder context(Supplier<Map<String, String>> headers) {
    this.context = Objects.requireNonNull(headers);
    return this;
  }

  /** Is told of every call that ends, such as {@link MicrometerCallListener}. Default: nobody. */
  public OutriggerClientBuilder listener(CallListener listener) {
    this.listener = Objects.requireNonNull(listener);
    return this;
  }

  /** The name of the application, which the user agent begins with. Default: none. */
  public OutriggerClientBuilder application(String name) {
    this.application = Objects.requireNonNull(name);
    return this;
  }

  /**
   * A client, which connects with its first call.
   *
   * @throws IllegalArgumentException when the endpoint or a file of {@link #tls} makes no sense, or
   *     there is TLS to a Unix socket
   */
  public OutriggerClient build() {
    var settings = new CallSettings(timeout, idleTimeout, retries, token(), context, listener);
    var transport = Transport.to(endpoint(), tls, userAgent());
    return new OutriggerClient(new Calls(transport, settings));
  }

  private Endpoint endpoint() {
    var parsed = Endpoint.parse(target());
    if (tls != null && parsed instanceof Endpoint.Unix unix) {
      throw new IllegalArgumentException(
          "tls: to unix:"
              + unix.path()
              + " (expected: none to a Unix socket, which is plain text)");
    }
    return parsed;
  }

  private String target() {
    var set = endpoint == null ? System.getProperty("outrigger.endpoint") : endpoint;
    if (set == null) {
      set = System.getenv("OUTRIGGER_ENDPOINT");
    }
    return set == null || set.isBlank() ? Endpoint.DEFAULT : set;
  }

  private @Nullable String token() {
    return token == null ? System.getenv("DAPR_API_TOKEN") : token;
  }

  private String userAgent() {
    var version = OutriggerClient.class.getPackage().getImplementationVersion();
    var own = "outrigger-java/" + (version == null ? "dev" : version);
    return application.isEmpty() ? own : application + " " + own;
  }
}
