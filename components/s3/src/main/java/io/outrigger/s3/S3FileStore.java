package io.outrigger.s3;

import io.outrigger.objectstore.ObjectName;
import io.outrigger.objectstore.ObjectNames;
import io.outrigger.objectstore.PutOptions;
import io.outrigger.spi.Call;
import io.outrigger.spi.ComponentContext;
import io.outrigger.spi.Health;
import io.outrigger.spi.file.FileFacts;
import io.outrigger.spi.file.FilePage;
import io.outrigger.spi.file.FileRequest;
import io.outrigger.spi.file.FileStore;
import io.outrigger.spi.file.ListRequest;
import io.outrigger.spi.file.ReadRequest;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.EncodingType;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Request;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;

/**
 * Keeps files as objects of a store that speaks S3.
 *
 * <p>A put holds one part ({@code part_size}) in memory, or less when the file is smaller, and one
 * MiB more while that buffer grows; all puts together hold a quarter of the heap at most ({@link
 * PartMemory}). A get holds a few buffers of some KiB. A put is seen when it is whole ({@link
 * S3Put}). A page of a list has 1000 files at most; its marker is the last name in it.
 *
 * <p>Safe for use by many threads.
 */
final class S3FileStore implements FileStore {

  private static final int MOST_PER_PAGE = 1000;
  private static final int LONGEST_KEY = 1024;

  private final S3Put.Resources puts;
  private final ObjectNames names;
  private final String peer;
  private final S3Connection connection;

  /**
   * A store that has not been started.
   *
   * @throws IllegalArgumentException when the settings do not say where the store is, or have no
   *     key where one is needed
   */
  S3FileStore(Flavor flavor, S3Settings settings, ComponentContext context) {
    if (flavor != Flavor.AWS && settings.accessKeyId().isEmpty()) {
      throw new IllegalArgumentException(
          "accessKeyID, accessKeySecret: missing (expected: the key for the store)");
    }
    int partBytes = (int) settings.partSize().bytes();
    var memory = PartMemory.ofHeap(Runtime.getRuntime().maxMemory(), partBytes);
    puts = new S3Put.Resources(partBytes, memory, context);
    var own = Optional.of(settings.bucket()).filter(bucket -> !bucket.isEmpty());
    names = new ObjectNames(own, LONGEST_KEY);
    var endpoint = Endpoint.of(flavor, settings);
    peer = endpoint.peer();
    connection = new S3Connection(new Clients(settings, endpoint), context);
  }

  /** What messages call a file. */
  static String subject(String name) {
    return "file \"" + name + '"';
  }

  @Override
  public CompletionStage<Void> start() {
    return connection.start();
  }

  @Override
  public String peer() {
    return peer;
  }

  @Override
  public CompletionStage<Health> health() {
    return connection.health();
  }

  @Override
  public CompletionStage<Void> close() {
    return connection.close();
  }

  @Override
  public InputStream open(Call call, ReadRequest request) throws IOException {
    var name = request.file().name();
    return Download.open(connection.client(), name, object(name), request.range());
  }

  @Override
  public void put(Call call, FileRequest request, InputStream content) throws IOException {
    var object = object(request.name());
    var target = new S3Put.Target(connection.client(), request.name(), object);
    new S3Put(target, PutOptions.of(request.metadata()), puts).run(content);
  }

  @Override
  public CompletionStage<FilePage> list(Call call, ListRequest request) {
    var prefix = bucketed(names.prefix(request.prefix().name()));
    var after = request.marker().isEmpty() ? "" : after(prefix, request.marker());
    var first =
        ListObjectsV2Request.builder()
            .bucket(prefix.bucket())
            .prefix(prefix.key())
            .startAfter(after.isEmpty() ? null : after)
            .maxKeys(pageSize(request))
            .encodingType(EncodingType.URL)
            .build();
    return connection.run(
        call,
        "files that begin with \"" + request.prefix().name() + '"',
        client -> page(prefix.bucket(), firstWithFiles(client, first)));
  }

  private String after(ObjectName prefix, String marker) {
    var last = object(marker);
    if (!last.bucket().equals(prefix.bucket())) {
      throw new IllegalArgumentException(
          "marker: \"%s\" (expected: one of the bucket \"%s\")".formatted(marker, prefix.bucket()));
    }
    return last.key();
  }

  private static int pageSize(ListRequest request) {
    return request.pageSize() == 0 ? MOST_PER_PAGE : Math.min(request.pageSize(), MOST_PER_PAGE);
  }

  /** A store may answer that there is more, and nothing else. */
  private static ListObjectsV2Response firstWithFiles(S3Client client, ListObjectsV2Request first) {
    var response = client.listObjectsV2(first);
    while (response.contents().isEmpty() && isTruncated(response)) {
      var token = response.nextContinuationToken();
      response = client.listObjectsV2(first.copy(next -> next.continuationToken(token)));
    }
    return response;
  }

  private static boolean isTruncated(ListObjectsV2Response response) {
    return Boolean.TRUE.equals(response.isTruncated()) && response.nextContinuationToken() != null;
  }

  private FilePage page(String bucket, ListObjectsV2Response response) {
    var files =
        response.contents().stream()
            .map(object -> Facts.of(names.name(new ObjectName(bucket, object.key())), object))
            .toList();
    boolean hasMore = Boolean.TRUE.equals(response.isTruncated()) && !files.isEmpty();
    return new FilePage(files, hasMore ? files.getLast().name() : "");
  }

  @Override
  public CompletionStage<Void> delete(Call call, FileRequest request) {
    var object = object(request.name());
    return connection
        .run(
            call,
            subject(request.name()),
            client -> client.deleteObject(r -> r.bucket(object.bucket()).key(object.key())))
        .thenApply(deleted -> null);
  }

  @Override
  public CompletionStage<FileFacts> stat(Call call, FileRequest request) {
    var object = object(request.name());
    return connection.run(
        call,
        subject(request.name()),
        client ->
            Facts.of(
                request.name(),
                client.headObject(r -> r.bucket(object.bucket()).key(object.key()))));
  }

  private ObjectName object(String name) {
    return bucketed(names.object(name));
  }

  /** Refuses a bucket that a caller has made up to get at something else. */
  private static ObjectName bucketed(ObjectName object) {
    if (!BucketName.isOne(object.bucket())) {
      throw new IllegalArgumentException(
          "bucket: \"%s\" (expected: %s)".formatted(object.bucket(), BucketName.FORM));
    }
    return object;
  }
}
