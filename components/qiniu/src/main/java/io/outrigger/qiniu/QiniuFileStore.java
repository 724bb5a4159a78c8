package io.outrigger.qiniu;

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
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/**
 * Keeps files in a bucket of Qiniu Kodo, each under its name as the key.
 *
 * <p>A put has one part in memory ({@code part_size}, 4 MiB unless configured, and 1 MiB while the
 * buffer grows) and uploads it before it reads the next; a download has some kilobytes. Qiniu's
 * Java SDK signs; the requests are sent by the HTTP client that comes with it, one connection for
 * each stream ({@link QiniuHttp}).
 *
 * <p>Safe for use by many threads.
 */
public final class QiniuFileStore implements FileStore {

  private static final int LONGEST_KEY = 750;
  private static final int MOST_PER_PAGE = 1000;
  private static final Duration START_LIMIT = Duration.ofMinutes(1);
  private static final Duration HEALTH_LIMIT = Duration.ofSeconds(2);
  private static final Duration CLOSE_LIMIT = Duration.ofSeconds(10);

  private final QiniuSettings settings;
  private final ComponentContext context;
  private final ObjectNames names;
  private final QiniuHttp http;
  private final RegionQuery region;
  private final Bucket bucket;
  private final Uploads uploads;
  private final Download download;

  /** A store that has not been started. */
  public QiniuFileStore(QiniuSettings settings, ComponentContext context) {
    this.settings = settings;
    this.context = context;
    names = new ObjectNames(Optional.of(settings.bucket()), LONGEST_KEY);
    http = new QiniuHttp(settings);
    var signatures = new Signatures(settings, context.clock());
    region = new RegionQuery(settings, context, http);
    bucket = new Bucket(settings, context, http, signatures, region);
    uploads = new Uploads(settings, context, http, signatures, bucket);
    download = new Download(settings, http, signatures);
  }

  @Override
  public CompletionStage<Void> start() {
    return context.blocking(Call.within(START_LIMIT), this::probed).thenAccept(up -> {});
  }

  /** The host that files are downloaded from; the other hosts of Qiniu follow from the region. */
  @Override
  public String peer() {
    return download.peer();
  }

  @Override
  public CompletionStage<Health> health() {
    return context.blocking(Call.within(HEALTH_LIMIT), this::probed);
  }

  private Health probed() {
    bucket.probe();
    return Health.up();
  }

  @Override
  public CompletionStage<Void> close() {
    // To say good-bye on a connection with TLS can block.
    return context.<Void>blocking(
        Call.within(CLOSE_LIMIT),
        () -> {
          http.close();
          return null;
        });
  }

  @Override
  public InputStream open(Call call, ReadRequest request) {
    return download.open(names.object(request.file().name()), request.range());
  }

  @Override
  public void put(Call call, FileRequest request, InputStream content) throws IOException {
    var object = names.object(request.name());
    var upload = Upload.of(object, PutOptions.of(request.metadata()), settings);
    uploads.run(upload, region.hosts(), content);
  }

  @Override
  public CompletionStage<FilePage> list(Call call, ListRequest request) {
    if (request.pageSize() < 0) {
      throw new IllegalArgumentException("page size: " + request.pageSize() + " (expected: >= 0)");
    }
    int size = request.pageSize() == 0 ? MOST_PER_PAGE : request.pageSize();
    var prefix = names.prefix(request.prefix().name());
    return context.blocking(
        call, () -> bucket.list(prefix, Math.min(size, MOST_PER_PAGE), request.marker()));
  }

  @Override
  public CompletionStage<Void> delete(Call call, FileRequest request) {
    var object = names.object(request.name());
    return context.<Void>blocking(
        call,
        () -> {
          bucket.delete(object);
          return null;
        });
  }

  @Override
  public CompletionStage<FileFacts> stat(Call call, FileRequest request) {
    var object = names.object(request.name());
    return context.blocking(call, () -> bucket.stat(object));
  }

  /** How many connections are open. */
  int connections() {
    return http.connections();
  }
}
