package io.outrigger.hdfs;

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
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.apache.hadoop.fs.permission.FsPermission;
import org.apache.hadoop.hdfs.protocol.HdfsFileStatus;
import org.apache.hadoop.security.AccessControlException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps files in HDFS, each under its name ({@link FileName}, {@link StoredNames}).
 *
 * <p>A put is seen when it is whole ({@link FilePut}); of two to one name the one that ends last
 * wins. Missing directories are made, and stay when their last file is removed. A read of a file
 * that is replaced meanwhile goes on within the block of HDFS that it has begun (128 MiB unless the
 * cluster has others), and fails with ABORTED when it needs another; it never mixes the two. A page
 * of a list has 1000 files at most; its marker is the last name in it.
 *
 * <p>A put holds {@value #PUT_MEBIBYTES} MiB and a get 64 KiB besides what its caller holds. Safe
 * for use by many threads; several stores may share a root.
 */
public final class HdfsFileStore implements FileStore {

  /** 16 packets of 64 KiB on their way, and a buffer of 128 KiB, rounded up. */
  static final int PUT_MEBIBYTES = 2;

  private static final Logger LOG = LoggerFactory.getLogger(HdfsFileStore.class);

  private static final int MOST_PER_PAGE = 1000;
  private static final int OPEN_ATTEMPTS = 5;
  private static final String BY_ID = "/.reserved/.inodes/";
  private static final Duration START_LIMIT = Duration.ofSeconds(30);
  private static final Duration HEALTH_LIMIT = Duration.ofSeconds(2);
  private static final Duration CLOSE_LIMIT = Duration.ofSeconds(10);

  private final ComponentContext context;
  private final String peer;
  private final HdfsConnection connection;
  private final Root root;
  private final TemporaryFiles temporary;

  /** A store that has not been started. */
  public HdfsFileStore(HdfsSettings settings, ComponentContext context) {
    this.context = context;
    connection = new HdfsConnection(settings);
    var endpoint = Endpoint.parse(settings.endpoint(), settings.nameNodes());
    peer = endpoint.isNameService() ? String.join(",", settings.nameNodes()) : endpoint.authority();
    root = Root.of(endpoint, settings.root());
    temporary = new TemporaryFiles(connection, root, settings);
  }

  /** Makes the directory, and removes what crashed sidecars have left of unfinished files. */
  @Override
  public CompletionStage<Void> start() {
    var call = Call.within(START_LIMIT);
    return context
        .blocking(call, () -> translating(call, connection.toString(), this::prepare))
        .thenAccept(ready -> {});
  }

  private Root prepare() throws IOException {
    connection.open();
    var client = connection.client();
    var existing = client.getFileInfo(root.directory());
    if (existing == null) {
      var _ = client.mkdirs(root.directory(), FsPermission.getDirDefault(), true);
    } else if (!existing.isDirectory()) {
      throw new FileNotFoundException(
          "root: " + root.directory() + " is a file (expected: a directory)");
    }
    prepareTemporary();
    return root;
  }

  /** A user who may only read gets a store that only reads. */
  private void prepareTemporary() throws IOException {
    try {
      temporary.prepare();
      temporary.sweep(context.clock().instant());
    } catch (AccessControlException e) {
      LOG.warn("event=read_only name={} reason=\"{}\"", context.name(), HdfsFailures.message(e));
    }
  }

  @Override
  public String peer() {
    return peer;
  }

  @Override
  public CompletionStage<Health> health() {
    var call = Call.within(HEALTH_LIMIT);
    return context.blocking(call, () -> translating(call, connection.toString(), this::look));
  }

  private Health look() throws IOException {
    connection.renewLogin();
    var existing = connection.client().getFileInfo(root.directory());
    temporary.removeLeftovers();
    return existing != null && existing.isDirectory()
        ? Health.up()
        : Health.down("root: " + root.directory() + " (expected: a directory)");
  }

  @Override
  public CompletionStage<Void> close() {
    var call = Call.within(CLOSE_LIMIT);
    return context
        .blocking(
            call,
            () -> {
              temporary.removeOwn();
              connection.close();
              return root;
            })
        .thenAccept(closed -> {});
  }

  @Override
  public InputStream open(Call call, ReadRequest request) {
    var name = FileName.parse(request.file().name());
    return translating(call, text(name), () -> open(call, name, request.range()));
  }

  /** Opens what has the name now, again if it is replaced before its first byte is there. */
  private InputStream open(Call call, FileName name, ByteRange range) throws IOException {
    for (int attempt = 1; ; attempt++) {
      var id = fileAt(name).getFileId();
      try {
        var client = connection.client();
        // By its number, lest the blocks of another file with that name come later.
        var stream = client.createWrappedInputStream(client.open(BY_ID + id));
        return HdfsContent.open(call, text(name), stream, range);
      } catch (FileNotFoundException e) {
        if (attempt == OPEN_ATTEMPTS) {
          throw e;
        }
      }
    }
  }

  private HdfsFileStatus fileAt(FileName name) throws IOException {
    var status = find(name).orElseThrow(() -> HdfsFailures.notFound(name.toString()));
    requireFile(name, status);
    return status;
  }

  @Override
  public void put(Call call, FileRequest request, InputStream content) throws IOException {
    new FilePut(call, request, temporary, root).run(content);
  }

  @Override
  public CompletionStage<FilePage> list(Call call, ListRequest request) {
    if (request.pageSize() < 0) {
      throw new IllegalArgumentException("page size: " + request.pageSize() + " (expected: >= 0)");
    }
    var what = "prefix \"" + request.prefix().name() + '"';
    return context.blocking(call, () -> translating(call, what, () -> page(call, request)));
  }

  private FilePage page(Call call, ListRequest request) throws IOException {
    int size = request.pageSize() == 0 ? MOST_PER_PAGE : request.pageSize();
    int limit = Math.min(size, MOST_PER_PAGE);
    var listing = new NameNodeListing(connection.client(), root);
    var files = new FileWalk(call, request, limit + 1, listing).run();
    return files.size() <= limit
        ? new FilePage(files, "")
        : new FilePage(files.subList(0, limit), files.get(limit - 1).name());
  }

  @Override
  public CompletionStage<Void> delete(Call call, FileRequest request) {
    var name = FileName.parse(request.name());
    return context
        .blocking(call, () -> translating(call, text(name), () -> delete(name)))
        .thenAccept(removed -> {});
  }

  private FileName delete(FileName name) throws IOException {
    var existing = find(name);
    if (existing.isPresent()) {
      requireFile(name, existing.get());
      var _ = connection.client().delete(root.pathOf(name), false);
    }
    return name;
  }

  @Override
  public CompletionStage<FileFacts> stat(Call call, FileRequest request) {
    var name = FileName.parse(request.name());
    return context.blocking(call, () -> translating(call, text(name), () -> stat(name)));
  }

  private FileFacts stat(FileName name) throws IOException {
    return find(name)
        .map(status -> Facts.of(name.toString(), status))
        .orElseThrow(() -> HdfsFailures.notFound(name.toString()));
  }

  /** What stands under a name; behind a file there is nothing. */
  private Optional<HdfsFileStatus> find(FileName name) throws IOException {
    try {
      return Optional.ofNullable(connection.client().getFileInfo(root.pathOf(name)));
    } catch (IOException e) {
      if (HdfsFailures.isBelowFile(e)) {
        return Optional.empty();
      }
      throw e;
    }
  }

  private static void requireFile(FileName name, HdfsFileStatus status) {
    if (status.isDirectory()) {
      throw HdfsFailures.isDirectory(name.toString());
    }
  }

  private static String text(FileName name) {
    return HdfsFailures.file(name.toString());
  }

  private <T> T translating(Call call, String what, HdfsFailures.Work<T> work) {
    return HdfsFailures.translating(call, what, work);
  }
}
