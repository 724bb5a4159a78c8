package io.outrigger.s3.server;

import io.outrigger.testkit.http.Fault;
import io.outrigger.testkit.http.Faults;
import io.outrigger.testkit.http.HttpRequest;
import io.outrigger.testkit.http.HttpResponse;
import io.outrigger.testkit.http.HttpServer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;

/**
 * Stands in front of a store: verifies the signature of every request before it passes it on, and
 * has things go wrong at a test's command. It serves the names of hosts in {@link #DOMAIN}, whose
 * first part is a bucket, to clients that take it for their proxy ({@link AsProxy}).
 */
public final class Front implements AutoCloseable {

  /** The name that hosts end with when a bucket stands in front of it. No DNS knows it. */
  public static final String DOMAIN = "s3.local";

  private volatile Signatures signatures;
  private final Backend backend;
  private final HttpServer server;
  private final List<Request> seen = new CopyOnWriteArrayList<>();
  private volatile Duration skew = Duration.ZERO;

  private Front(Signatures signatures, Backend backend) {
    this.signatures = signatures;
    this.backend = backend;
    server = HttpServer.start(this::handle);
  }

  /** One that serves on a port of its own. */
  public static Front of(Signatures signatures, Backend backend) {
    return new Front(signatures, backend);
  }

  /** The requests of an operation, such as {@code PutObject}. */
  public static Predicate<HttpRequest> of(String operation) {
    return request -> of(request, new byte[0]).operation().equals(operation);
  }

  /** A refusal with the store's own code. */
  public static Fault refusal(int status, String code) {
    return Fault.answer(_ -> http(Response.error(status, code), false));
  }

  public int port() {
    return server.port();
  }

  /** The endpoint of path style. */
  public String endpoint() {
    return server.authority();
  }

  /** What is to go wrong. */
  public Faults faults() {
    return server.faults();
  }

  /** Has something go wrong with all requests of an operation from now on. */
  public void fail(String operation, Fault fault) {
    faults().next(Integer.MAX_VALUE, of(operation), fault);
  }

  /** Lets everything go well again. */
  public void heal() {
    faults().clear();
    faults().release();
    skew = Duration.ZERO;
  }

  /** Knows another key from now on. */
  public void rekey(Signatures others) {
    signatures = others;
  }

  /** Sets the clock of the store ahead. */
  public void skew(Duration ahead) {
    skew = ahead;
  }

  /** The requests that have come to the store, without their bodies. */
  public List<Request> seen() {
    return List.copyOf(seen);
  }

  /** Those of one operation. */
  public List<Request> seen(String operation) {
    return seen.stream().filter(request -> request.operation().equals(operation)).toList();
  }

  /** Forgets the requests that have come. */
  public void forget() {
    seen.clear();
  }

  /** How many connections are open. */
  public int connections() {
    return server.connections();
  }

  private HttpResponse handle(HttpRequest http) throws IOException {
    var request = of(http, http.body().readAllBytes());
    seen.add(request.withBody(new byte[0]));
    return http(answer(request), request.method().equals("HEAD"))
        .with("Date", DateTimeFormatter.RFC_1123_DATE_TIME.format(now().atOffset(ZoneOffset.UTC)));
  }

  private Response answer(Request request) throws IOException {
    var refusal = signatures.judge(request, now());
    if (refusal.isPresent()) {
      return Response.error(refusal.get().startsWith("XAmz") ? 400 : 403, refusal.get());
    }
    try {
      return backend.serve(request);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException(e);
    }
  }

  private Instant now() {
    return Instant.now().plus(skew);
  }

  private static HttpResponse http(Response response, boolean isHead) {
    var http = HttpResponse.of(response.status());
    for (var header : response.headers().entrySet()) {
      if (!header.getKey().equalsIgnoreCase("Content-Length")) {
        http = http.with(header.getKey(), header.getValue());
      }
    }
    // To HEAD, s3mock tells a length without the content.
    var length = response.headers().get("Content-Length");
    long told = isHead && length != null ? Long.parseLong(length) : response.body().length;
    return http.body(new ByteArrayInputStream(response.body()), told);
  }

  private static Request of(HttpRequest http, byte[] body) {
    var headers = new HashMap<String, String>();
    http.headers()
        .fields()
        .forEach(field -> headers.put(field.name().toLowerCase(Locale.ROOT), field.value()));
    var host = headers.getOrDefault("host", "").replaceAll(":\\d+$", "");
    var bucket =
        host.endsWith('.' + DOMAIN) ? host.substring(0, host.length() - DOMAIN.length() - 1) : "";
    return new Request(http.method(), relative(http.target()), bucket, headers, body);
  }

  /** To a proxy clients send the whole address. */
  private static String relative(String target) {
    if (target.startsWith("/")) {
      return target;
    }
    var uri = URI.create(target);
    return (uri.getRawPath().isEmpty() ? "/" : uri.getRawPath())
        + (uri.getRawQuery() == null ? "" : '?' + uri.getRawQuery());
  }

  @Override
  public void close() {
    heal();
    server.close();
  }
}
