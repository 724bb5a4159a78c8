package io.outrigger.qiniu.server;

import io.outrigger.spi.Bytes;
import io.outrigger.testkit.http.Faults;
import io.outrigger.testkit.http.HttpHandler;
import io.outrigger.testkit.http.HttpRequest;
import io.outrigger.testkit.http.HttpResponse;
import io.outrigger.testkit.http.HttpServer;
import java.io.IOException;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Qiniu as far as a file store needs it: its services on one port, the download domain of its one
 * bucket on another. It checks each signature, and each length and checksum that it is given. Safe
 * for use by many threads.
 */
public final class LocalQiniu implements AutoCloseable {

  /** The one bucket. */
  public static final String BUCKET = "bucket";

  /** The access key of the one account. */
  public static final String ACCESS_KEY = "access-key";

  /** Its secret key. */
  public static final String SECRET_KEY = "secret-key";

  private final Keys keys;
  private final Storage storage = new Storage(BUCKET);
  private final UploadService uploads;
  private final ObjectService objects;
  private final DownloadService downloads;
  private final HttpServer services;
  private final HttpServer domain;

  private LocalQiniu(InstantSource clock) {
    keys = new Keys(ACCESS_KEY, SECRET_KEY, clock);
    uploads = new UploadService(keys, storage);
    objects = new ObjectService(keys, storage);
    downloads = new DownloadService(keys, storage);
    services = HttpServer.start(answering(this::serve));
    domain = HttpServer.start(answering(downloads::get));
  }

  /** Starts one whose clock is the host's. */
  public static LocalQiniu start() {
    return start(InstantSource.system());
  }

  /** Starts one with a clock of the test's. */
  public static LocalQiniu start(InstantSource clock) {
    return new LocalQiniu(clock);
  }

  /** Makes its bucket private. */
  public LocalQiniu makePrivate() {
    downloads.makePrivate();
    return this;
  }

  /** Where the services are, as {@code host:port}. */
  public String services() {
    return services.authority();
  }

  /** Where downloads are, as {@code host:port}. */
  public String domain() {
    return domain.authority();
  }

  /** What is to go wrong with the services. */
  public Faults faults() {
    return services.faults();
  }

  /** What is to go wrong with downloads. */
  public Faults downloadFaults() {
    return domain.faults();
  }

  /** The names of all files. */
  public Set<String> files() {
    return Set.copyOf(storage.files().keySet());
  }

  /** How many uploads have been begun and neither completed nor aborted. */
  public int uploads() {
    return storage.uploads().size();
  }

  /** How many parts the uploads have that have been begun and neither completed nor aborted. */
  public int parts() {
    return storage.uploads().values().stream().mapToInt(PartUpload::size).sum();
  }

  /** How many connections are open. */
  public int connections() {
    return services.connections() + domain.connections();
  }

  /** How the server itself has failed; a test wants none. */
  public List<Throwable> failures() {
    return Stream.concat(services.failures().stream(), domain.failures().stream()).toList();
  }

  /** Answers a request as if nothing went wrong, but tells another hash than the file has. */
  public HttpResponse withWrongHash(HttpRequest request) throws IOException {
    var reply = answering(this::serve).handle(request);
    var text = Bytes.wrap(reply.content().readAllBytes()).toUtf8();
    return Replies.json(Keys.fields(text.replaceFirst("\"hash\":\"....", "\"hash\":\"Fooo")));
  }

  private static HttpHandler answering(HttpHandler handler) {
    return request -> {
      try {
        return handler.handle(request);
      } catch (Refusal e) {
        return e.response();
      }
    };
  }

  private HttpResponse serve(HttpRequest request) throws IOException {
    var first = request.path().split("/", -1)[1];
    return switch (first) {
      case "" -> uploads.form(request);
      case "buckets" -> uploads.parts(request);
      case "stat" -> objects.stat(request);
      case "delete" -> objects.delete(request);
      case "list" -> objects.list(request);
      case "v3" -> region(request);
      default -> throw new Refusal(404, "no such service: " + first);
    };
  }

  /** Says that all services of the bucket's region are here. */
  private HttpResponse region(HttpRequest request) {
    keys.requireAccessKey(request.parameters().getOrDefault("ak", ""));
    storage.requireBucket(request.parameters().getOrDefault("bucket", ""));
    var here = Map.of("src", Map.of("main", List.of(services())));
    return Replies.json(
        Map.of(
            "hosts",
            List.of(Map.of("region", "z0", "ttl", 3600, "up", here, "rs", here, "rsf", here))));
  }

  @Override
  public void close() {
    services.close();
    domain.close();
  }
}
