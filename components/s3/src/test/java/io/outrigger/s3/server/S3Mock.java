package io.outrigger.s3.server;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.URLDecoder;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.regex.Pattern;

/**
 * Adobe's s3mock in a process of its own: somebody else's idea of S3. It verifies no signatures,
 * which its front does. Two things are put right here: it lists keys in the order of their UTF-16,
 * where S3 has that of their UTF-8, and a reader may see half of an object that is being replaced.
 */
public final class S3Mock implements Backend, AutoCloseable {

  private static final Pattern STARTED =
      Pattern.compile("Tomcat started on ports (\\d+) \\(http\\)");

  /** What the client sets itself, or nobody may. */
  private static final Set<String> NOT_FORWARDED =
      Set.of("host", "content-length", "expect", "connection", "authorization", "upgrade");

  private static final Set<String> NOT_RETURNED =
      Set.of("connection", "keep-alive", "transfer-encoding", "date");

  private static final Pattern ENTRY =
      Pattern.compile("<Contents>.*?<Key>(.*?)</Key>.*?</Contents>", Pattern.DOTALL);
  private static final Pattern TOKEN =
      Pattern.compile("<NextContinuationToken>(.*?)</NextContinuationToken>");

  private final ReadWriteLock replacing = new ReentrantReadWriteLock();
  private final Process process;
  private final int port;
  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  private S3Mock(Process process, int port) {
    this.process = process;
    this.port = port;
  }

  /** Starts one whose files are in a directory. */
  public static S3Mock start(Path directory) throws IOException {
    var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    var command =
        List.of(
            java,
            "-Xmx192m",
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-cp",
            System.getProperty("java.class.path"),
            S3MockMain.class.getName(),
            "--server.address=127.0.0.1",
            "--server.port=0",
            "--http.port=0",
            "--server.ssl.enabled=false",
            "--com.adobe.testing.s3mock.store.root=" + directory);
    var process = new ProcessBuilder(command).redirectErrorStream(true).start();
    return new S3Mock(process, port(process));
  }

  private static int port(Process process) throws IOException {
    var log = new StringBuilder();
    var lines =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    for (var line = lines.readLine(); line != null; line = lines.readLine()) {
      log.append(line).append('\n');
      var match = STARTED.matcher(line);
      if (match.find()) {
        Thread.startVirtualThread(() -> lines.lines().forEach(ignored -> {}));
        return Integer.parseInt(match.group(1));
      }
    }
    throw new IOException("s3mock has not started:\n" + log);
  }

  /** Where it is without a front, as {@code host:port}. */
  String endpoint() {
    return "127.0.0.1:" + port;
  }

  /** Makes a bucket. */
  public void make(String bucket) throws IOException, InterruptedException {
    var request = HttpRequest.newBuilder(uri('/' + bucket)).PUT(BodyPublishers.noBody()).build();
    int status = client.send(request, BodyHandlers.discarding()).statusCode();
    if (status != 200) {
      throw new IOException("bucket: " + status + " (expected: 200)");
    }
  }

  @Override
  public Response serve(Request request) throws IOException, InterruptedException {
    var lock = replacing.readLock();
    if (!request.method().equals("GET") && !request.operation().equals("UploadPart")) {
      lock = replacing.writeLock();
    }
    lock.lock();
    try {
      return request.operation().equals("ListObjects") ? list(request) : forward(request);
    } finally {
      lock.unlock();
    }
  }

  private Response list(Request request) throws IOException, InterruptedException {
    var entries = new TreeMap<String, String>(MemoryS3::compareUtf8);
    var path = '/' + request.bucket() + "?list-type=2&encoding-type=url";
    for (var target = path; !target.isEmpty(); ) {
      var page = HttpRequest.newBuilder(uri(target)).build();
      var response = client.send(page, BodyHandlers.ofString());
      if (response.statusCode() != 200) {
        return Response.error(response.statusCode(), "NoSuchBucket");
      }
      ENTRY
          .matcher(response.body())
          .results()
          .forEach(entry ->
              entries.put(
                  URLDecoder.decode(entry.group(1).replace("+", "%2B"), StandardCharsets.UTF_8),
                  entry.group()));
      var token = TOKEN.matcher(response.body());
      target = token.find() ? path + "&continuation-token=" + token.group(1) : "";
    }
    return ObjectList.of(
        request.query(), entries.navigableKeySet(), key -> entries.getOrDefault(key, ""));
  }

  private Response forward(Request request) throws IOException, InterruptedException {
    var path = request.hostBucket().isEmpty() ? "" : '/' + request.hostBucket();
    var forwarded =
        HttpRequest.newBuilder(uri(path + request.target()))
            .method(request.method(), BodyPublishers.ofByteArray(request.body()));
    request
        .headers()
        .forEach((name, value) -> {
          if (!NOT_FORWARDED.contains(name)) {
            forwarded.header(name, value);
          }
        });
    var response = client.send(forwarded.build(), BodyHandlers.ofByteArray());
    return new Response(response.statusCode(), returned(response.headers()), response.body());
  }

  private static Map<String, String> returned(HttpHeaders headers) {
    var returned = new LinkedHashMap<String, String>();
    headers
        .map()
        .forEach((name, values) -> {
          if (!NOT_RETURNED.contains(name.toLowerCase(Locale.ROOT))) {
            returned.put(
                name.equals("content-length") ? "Content-Length" : name, values.getFirst());
          }
        });
    return returned;
  }

  private URI uri(String target) {
    return URI.create("http://127.0.0.1:" + port + target);
  }

  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(10, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
