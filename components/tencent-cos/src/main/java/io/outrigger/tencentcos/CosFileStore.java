package io.outrigger.tencentcos;

import com.qcloud.cos.exception.CosServiceException;
import com.qcloud.cos.model.COSObject;
import com.qcloud.cos.model.GetObjectRequest;
import com.qcloud.cos.model.ListObjectsRequest;
import com.qcloud.cos.model.ObjectListing;
import io.outrigger.objectstore.CheckedStream;
import io.outrigger.objectstore.Checksum;
import io.outrigger.objectstore.ObjectName;
import io.outrigger.objectstore.ObjectNames;
import io.outrigger.objectstore.PutOptions;
import io.outrigger.spi.Call;
import io.outrigger.spi.ComponentContext;
import io.outrigger.spi.Health;
import io.outrigger.spi.file.ByteRange;
import io.outrigger.spi.file.FileFacts;
import io.outrigger.spi.file.FilePage;
import io.outrigger.spi.file.FileRequest;
import io.outrigger.spi.file.FileStore;
import io.outrigger.spi.file.ListRequest;
import io.outrigger.spi.file.ReadRequest;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

/**
 * Keeps files in a bucket of Tencent COS, each as the object whose key is its name.
 *
 * <p>A put holds one part ({@code part_size}, 8 MiB unless configured) and at most 1 MiB more while
 * a file grows beyond that; the parts of many puts at once are smaller, so that all of them take an
 * eighth of the heap and 1 MiB each ({@link PartMemory}). A get holds nothing but what its reader
 * takes. Objects are private to the bucket's rules unless a put names an {@code ACL}. A file is
 * seen when it is whole, also when it is sent in parts; an upload that fails is taken back. Parts
 * are checked by MD5, whole objects by CRC-64, both ways.
 *
 * <p>A page of a list has 1000 files at most; its marker is the last name in it. A list may lag
 * behind puts and deletions, says COS.
 *
 * <p>Safe for use by many threads.
 */
public final class CosFileStore implements FileStore {

  /** How many bytes COS takes for a key. */
  static final int LONGEST_NAME = 850;

  private static final int MOST_PER_PAGE = 1000;
  private static final int RANGE_NOT_SATISFIABLE = 416;
  private static final Duration START_LIMIT = Duration.ofSeconds(10);
  private static final Duration HEALTH_LIMIT = Duration.ofSeconds(2);

  private final CosSettings settings;
  private final ComponentContext context;
  private final CosConnection connection;
  private final ObjectNames names;
  private final PartMemory memory;

  /** A store that has not been started. */
  public CosFileStore(CosSettings settings, ComponentContext context) {
    this(settings, context, PartMemory.ofHeap(settings.partBytes()));
  }

  /** A store that has so much memory for parts. */
  CosFileStore(CosSettings settings, ComponentContext context, PartMemory memory) {
    this.settings = settings;
    this.context = context;
    this.memory = memory;
    connection = new CosConnection(settings);
    names = new ObjectNames(Optional.of(connection.bucket()), LONGEST_NAME);
  }

  /** Connects, and fails when the key or the bucket is not right. */
  @Override
  public CompletionStage<Void> start() {
    return context
        .blocking(
            Call.within(START_LIMIT),
            () -> {
              connection.open();
              return list(new ObjectName(connection.bucket(), ""), 1, "");
            })
        .thenAccept(listed -> {});
  }

  @Override
  public String peer() {
    return connection.peer();
  }

  @Override
  public CompletionStage<Health> health() {
    return context
        .blocking(
            Call.within(HEALTH_LIMIT), () -> list(new ObjectName(connection.bucket(), ""), 1, ""))
        .thenApply(listed -> Health.up());
  }

  @Override
  public CompletionStage<Void> close() {
    return context
        .blocking(
            Call.within(START_LIMIT),
            () -> {
              connection.close();
              return true;
            })
        .thenAccept(closed -> {});
  }

  @Override
  public InputStream open(Call call, ReadRequest request) throws IOException {
    var object = names.object(request.file().name());
    var subject = subject(object);
    var get = new GetObjectRequest(object.bucket(), object.key());
    boolean whole = request.range().equals(ByteRange.all());
    if (!whole) {
      limit(get, request.range());
    }
    return connection
        .run(subject, cos -> ifSatisfiable(() -> cos.getObject(get)))
        .map(found -> content(found, object, whole))
        .orElseGet(InputStream::nullInputStream);
  }

  /** In the SDK, -1 stands for what is left out. */
  private static void limit(GetObjectRequest get, ByteRange range) {
    get.setRange(range.first(), range.last() == Long.MAX_VALUE ? -1 : range.last());
  }

  /** Nothing when the range is beyond the end. */
  private static Optional<COSObject> ifSatisfiable(Supplier<COSObject> get) {
    try {
      return Optional.of(get.get());
    } catch (CosServiceException e) {
      if (e.getStatusCode() == RANGE_NOT_SATISFIABLE) {
        return Optional.empty();
      }
      throw e;
    }
  }

  private static InputStream content(COSObject found, ObjectName object, boolean whole) {
    var metadata = found.getObjectMetadata();
    long length = metadata.getContentLength();
    var download = new CosDownload(found.getObjectContent(), subject(object), length);
    var checked = CheckedStream.of(download, object.key(), length);
    if (!whole) {
      return checked;
    }
    if (metadata.getCrc64Ecma() != null) {
      return checked.with(new Crc64(), metadata.getCrc64Ecma());
    }
    var etag = metadata.getETag();
    return etag != null && Checksum.isMd5(etag) ? checked.with(Checksum.md5(), etag) : checked;
  }

  @Override
  public void put(Call call, FileRequest request, InputStream content) throws IOException {
    var object = names.object(request.name());
    var options = PutOptions.of(request.metadata());
    new CosPut(connection, object, options, settings.partBytes()).run(content, memory);
  }

  @Override
  public CompletionStage<FilePage> list(Call call, ListRequest request) {
    var prefix = names.prefix(request.prefix().name());
    if (request.pageSize() < 0) {
      throw new IllegalArgumentException("page size: " + request.pageSize() + " (expected: >= 0)");
    }
    int size = request.pageSize() == 0 ? MOST_PER_PAGE : request.pageSize();
    return context.blocking(
        call, () -> page(list(prefix, Math.min(size, MOST_PER_PAGE), request.marker())));
  }

  private ObjectListing list(ObjectName prefix, int size, String marker) {
    var request = new ListObjectsRequest();
    request.setBucketName(prefix.bucket());
    request.setPrefix(prefix.key());
    if (!marker.isEmpty()) {
      request.setMarker(marker);
    }
    request.setMaxKeys(size);
    return connection.run("the list of \"" + prefix.key() + '"', cos -> cos.listObjects(request));
  }

  private FilePage page(ObjectListing listing) {
    var files =
        listing.getObjectSummaries().stream()
            .map(object -> CosFacts.of(object.getKey(), object))
            .toList();
    return new FilePage(files, listing.isTruncated() ? listing.getNextMarker() : "");
  }

  @Override
  public CompletionStage<Void> delete(Call call, FileRequest request) {
    var object = names.object(request.name());
    return context.blocking(call, () -> delete(object)).thenAccept(removed -> {});
  }

  private ObjectName delete(ObjectName object) {
    return connection.run(
        subject(object),
        cos -> {
          try {
            cos.deleteObject(object.bucket(), object.key());
          } catch (CosServiceException e) {
            requireAbsent(e);
          }
          return object;
        });
  }

  /** COS answers 204 for what is not there; what stands in for it may say so. */
  private static void requireAbsent(CosServiceException failure) {
    if (!"NoSuchKey".equals(failure.getErrorCode())) {
      throw failure;
    }
  }

  @Override
  public CompletionStage<FileFacts> stat(Call call, FileRequest request) {
    var object = names.object(request.name());
    return context.blocking(
        call,
        () ->
            connection.run(
                subject(object),
                cos ->
                    CosFacts.of(
                        names.name(object), cos.getObjectMetadata(object.bucket(), object.key()))));
  }

  private static String subject(ObjectName object) {
    return "file \"" + object.key() + '"';
  }
}
