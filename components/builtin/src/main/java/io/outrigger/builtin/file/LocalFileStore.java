package io.outrigger.builtin.file;

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
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletionStage;

/**
 * Keeps files in a directory of the host, each under its name.
 *
 * <p>No name leads out of the directory ({@link FileName}) and symbolic links in it are refused
 * ({@link Folder}); the directory itself may be one. A put is seen when it is whole ({@link
 * FilePut}); of two to one name the one that ends last wins. Missing directories are made, and stay
 * when their last file is removed. A page of a list has 1000 files at most; its marker is the last
 * name in it.
 *
 * <p>The metadata of a put may have {@code FileMode} and {@code FileFlag} ({@link PutOptions}); the
 * facts have {@code FileMode} and {@code IsDir}, and are there for directories too, as in Layotto.
 *
 * <p>Safe for use by many threads; it holds nothing open between two operations, so that many
 * processes may share the directory.
 */
public final class LocalFileStore implements FileStore {

  private static final int MOST_PER_PAGE = 1000;
  private static final Duration START_LIMIT = Duration.ofMinutes(1);
  private static final Duration HEALTH_LIMIT = Duration.ofSeconds(2);

  private final LocalFileSettings settings;
  private final ComponentContext context;
  private final Path root;

  /** A store that has not been started. */
  public LocalFileStore(LocalFileSettings settings, ComponentContext context) {
    this.settings = settings;
    this.context = context;
    root = settings.root().toAbsolutePath();
  }

  /** Makes the directory, and removes what a crash has left of unfinished files. */
  @Override
  public CompletionStage<Void> start() {
    return context.blocking(Call.within(START_LIMIT), this::prepare).thenAccept(ready -> {});
  }

  private Path prepare() throws IOException {
    Files.createDirectories(root);
    try (var folder = Folder.root(root)) {
      TemporaryFiles.sweep(folder);
    }
    return root;
  }

  @Override
  public CompletionStage<Health> health() {
    return context.blocking(
        Call.within(HEALTH_LIMIT),
        () ->
            Files.isDirectory(root) && Files.isReadable(root)
                ? Health.up()
                : Health.down("root: " + root + " (expected: a readable directory)"));
  }

  @Override
  public InputStream open(Call call, ReadRequest request) throws IOException {
    var name = FileName.parse(request.file().name());
    return FileFailures.translating(
        name.toString(), () -> withParent(name, parent -> open(parent, name, request.range())));
  }

  private static InputStream open(Folder parent, FileName name, ByteRange range)
      throws IOException {
    var attributes =
        parent.find(name.last()).orElseThrow(() -> FileFailures.notFound(name.toString()));
    FileFailures.requireFile(name.toString(), attributes);
    var channel = parent.open(name.last(), Set.of(StandardOpenOption.READ));
    try {
      return part(channel, range);
    } catch (IOException | RuntimeException e) {
      channel.close();
      throw e;
    }
  }

  private static InputStream part(FileChannel channel, ByteRange range) throws IOException {
    long size = channel.size();
    channel.position(range.start(size));
    return new RangeStream(channel, range.length(size));
  }

  @Override
  public void put(Call call, FileRequest request, InputStream content) throws IOException {
    new FilePut(settings, request).run(root, content);
  }

  @Override
  public CompletionStage<FilePage> list(Call call, ListRequest request) {
    if (request.pageSize() < 0) {
      throw new IllegalArgumentException("page size: " + request.pageSize() + " (expected: >= 0)");
    }
    return context.blocking(call, () -> page(request));
  }

  private FilePage page(ListRequest request) throws IOException {
    int size = request.pageSize() == 0 ? MOST_PER_PAGE : request.pageSize();
    int limit = Math.min(size, MOST_PER_PAGE);
    var files =
        FileFailures.translating(
            request.prefix().name(),
            () -> {
              try (var folder = Folder.root(root)) {
                return new FileWalk(request, limit + 1).run(folder);
              }
            });
    if (files.size() <= limit) {
      return new FilePage(files, "");
    }
    return new FilePage(files.subList(0, limit), files.get(limit - 1).name());
  }

  @Override
  public CompletionStage<Void> delete(Call call, FileRequest request) {
    var name = FileName.parse(request.name());
    return context.blocking(call, () -> delete(name)).thenAccept(removed -> {});
  }

  private FileName delete(FileName name) throws IOException {
    return FileFailures.translating(
        name.toString(),
        () -> {
          try {
            return withParent(name, parent -> delete(parent, name));
          } catch (NoSuchFileException e) {
            return name;
          }
        });
  }

  private static FileName delete(Folder parent, FileName name) throws IOException {
    var existing = parent.find(name.last());
    if (existing.isPresent()) {
      FileFailures.requireFile(name.toString(), existing.get());
      parent.delete(name.last());
    }
    return name;
  }

  @Override
  public CompletionStage<FileFacts> stat(Call call, FileRequest request) {
    var name = FileName.parse(request.name());
    return context.blocking(
        call,
        () ->
            FileFailures.translating(
                name.toString(), () -> withParent(name, parent -> stat(parent, name))));
  }

  private static FileFacts stat(Folder parent, FileName name) throws IOException {
    return parent
        .find(name.last())
        .map(attributes -> FileMode.facts(name.toString(), attributes))
        .orElseThrow(() -> FileFailures.notFound(name.toString()));
  }

  /** Does something in the directory of a file; behind a file there is nothing. */
  private <T> T withParent(FileName name, InFolder<T> work) throws IOException {
    try (var folder = Folder.root(root);
        var parent = folder.descend(name.parents())) {
      return work.run(parent);
    } catch (NotDirectoryException e) {
      throw new NoSuchFileException(name.toString());
    }
  }

  /** Work in a directory. */
  @FunctionalInterface
  private interface InFolder<T> {

    /** Does it. */
    T run(Folder folder) throws IOException;
  }
}
