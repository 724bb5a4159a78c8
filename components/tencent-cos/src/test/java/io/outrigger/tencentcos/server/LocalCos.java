package io.outrigger.tencentcos.server;

import io.outrigger.testkit.http.Faults;
import io.outrigger.testkit.http.HttpRequest;
import io.outrigger.testkit.http.HttpResponse;
import io.outrigger.testkit.http.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/**
 * A COS with one bucket, on loopback. It verifies every signature and digest, and keeps objects in
 * a temporary directory when they are not small. What can go wrong is ordered from {@link #faults}.
 * Safe for use by many threads.
 */
public final class LocalCos implements AutoCloseable {

  /** The bucket. */
  public static final String BUCKET = "files-1250000000";

  /** Its region. */
  public static final String REGION = "ap-guangzhou";

  /** The SecretId of the only key. */
  public static final String ID = "AKIDtest";

  /** The SecretKey of the only key. */
  public static final String SECRET = "secret-of-the-test";

  private final Bucket bucket = new Bucket();
  private final Path directory;
  private final Requests requests;
  private final HttpServer server;
  private volatile ApiKey key = new ApiKey(ID, SECRET, "");
  private volatile Duration ahead = Duration.ZERO;

  private LocalCos(Path directory) {
    this.directory = directory;
    requests = new Requests(bucket, directory);
    server = HttpServer.start(this::answer);
  }

  /** Starts one. */
  public static LocalCos start() {
    try {
      return new LocalCos(Files.createTempDirectory("outrigger-cos-"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The URL to reach it by. */
  public String url() {
    return "http://" + server.authority();
  }

  /** What is to go wrong. */
  public Faults faults() {
    return server.faults();
  }

  /** Sets its clock, relative to the host's. */
  public void setAhead(Duration duration) {
    ahead = duration;
  }

  /** Makes the key a temporary one. */
  public void setToken(String token) {
    key = new ApiKey(ID, SECRET, token);
  }

  /** How many uploads have been begun and neither completed nor aborted. */
  public int openUploads() {
    return bucket.openUploads();
  }

  /** How many parts of such uploads are stored. */
  public int openParts() {
    return bucket.openParts();
  }

  /** How many bytes of bodies have been received of requests that were not refused. */
  public long receivedBytes() {
    return requests.receivedBytes();
  }

  /** How many objects there are. */
  public int objects() {
    return bucket.size();
  }

  /** An object as it is stored. */
  public Optional<StoredObject> object(String name) {
    return bucket.find(name);
  }

  /** How many connections clients have open. */
  public int connections() {
    return server.connections();
  }

  /** Ends all connections. */
  public void cut() {
    server.cut();
  }

  /** Stops to be there. */
  public void stop() {
    server.close();
  }

  /** What it answers when nothing goes wrong. */
  public HttpResponse answer(HttpRequest request) throws IOException {
    try {
      requireHost(request);
      Signature.of(request).verify(key, Instant.now().plus(ahead));
      return requests.answer(request);
    } catch (Refusal e) {
      return e.response();
    }
  }

  private void requireHost(HttpRequest request) {
    var hosts = Set.of(BUCKET + ".cos." + REGION + ".myqcloud.com", server.authority());
    if (!hosts.contains(request.header("Host").orElse(""))) {
      throw new Refusal(404, "NoSuchBucket", "The specified bucket does not exist.");
    }
  }

  /**
   * Ends it.
   *
   * @throws AssertionError when it has failed in between
   */
  @Override
  public void close() {
    server.close();
    remove();
    if (!server.failures().isEmpty()) {
      throw new AssertionError("the local COS has failed", server.failures().getFirst());
    }
  }

  private void remove() {
    try (var files = Files.list(directory)) {
      for (var file : files.toList()) {
        Files.delete(file);
      }
      Files.delete(directory);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
