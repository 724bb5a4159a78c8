package io.outrigger.builtin.file;

import io.outrigger.spi.file.FileRequest;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFileAttributes;
import java.util.Optional;
import java.util.Set;

/**
 * The writing of one file: beside the others, then to its name at once.
 *
 * <p>What append is asked of is copied first, so it costs as much as a put of the whole; of two
 * that append at the same time, the one that ends last wins, as with puts.
 */
final class FilePut {

  private static final int BUFFER_BYTES = 128 * 1024;

  /** The permissions of a file for which nobody asks for others: {@code rw-rw-rw-}. */
  private static final int DEFAULT_MODE = 0666;

  private final LocalFileSettings settings;
  private final FileName name;
  private final PutOptions options;

  /** Judges a request. */
  FilePut(LocalFileSettings settings, FileRequest request) {
    this.settings = settings;
    name = FileName.parse(request.name());
    options = PutOptions.of(request.metadata());
  }

  /** Writes the content to its end; what it throws itself comes out as it is. */
  void run(Path path, InputStream content) throws IOException {
    try (var root = FileFailures.translating(text(), () -> Folder.root(path));
        var file = FileFailures.translating(text(), () -> begin(root))) {
      copy(content, file);
      FileFailures.translatingAll(text(), () -> publish(root, file));
    }
  }

  /** Refuses what can be refused before the content is read. */
  private TemporaryFile begin(Folder root) throws IOException {
    try (var parent = root.descend(name.parents())) {
      var replaced = replaced(parent);
      var file = TemporaryFiles.create(root);
      if (options.append() && replaced.isPresent()) {
        appendOld(parent, file);
      }
      return file;
    } catch (NoSuchFileException e) {
      if (!options.create()) {
        throw e;
      }
      return TemporaryFiles.create(root);
    }
  }

  private void appendOld(Folder parent, TemporaryFile file) throws IOException {
    try (var old = parent.open(name.last(), Set.of(StandardOpenOption.READ))) {
      file.append(old);
    } catch (IOException | RuntimeException e) {
      file.close();
      throw e;
    }
  }

  private void copy(InputStream content, TemporaryFile file) throws IOException {
    var buffer = new byte[BUFFER_BYTES];
    for (int count = content.read(buffer); count >= 0; count = content.read(buffer)) {
      var bytes = ByteBuffer.wrap(buffer, 0, count);
      FileFailures.translatingAll(text(), () -> file.append(bytes));
    }
    if (Thread.currentThread().isInterrupted()) {
      throw FileFailures.interrupted(text());
    }
  }

  private void publish(Folder root, TemporaryFile file) throws IOException {
    if (settings.fsync()) {
      file.force();
    }
    try (var parent = parent(root)) {
      permit(file, replaced(parent));
      if (options.exclusive()) {
        file.linkTo(parent, name.last());
      } else {
        file.moveTo(parent, name.last());
      }
      if (settings.fsync()) {
        parent.force();
      }
    }
  }

  private Folder parent(Folder root) throws IOException {
    return options.create()
        ? root.descendMaking(name.parents(), settings.fsync())
        : root.descend(name.parents());
  }

  /** The file that stands there now. */
  private Optional<PosixFileAttributes> replaced(Folder parent) throws IOException {
    var existing = parent.find(name.last());
    if (existing.isEmpty() && !options.create()) {
      throw FileFailures.notFound(text());
    }
    existing.ifPresent(attributes -> FileFailures.requireFile(text(), attributes));
    if (existing.isPresent() && options.exclusive()) {
      throw FileFailures.alreadyExists(text());
    }
    return existing;
  }

  private void permit(TemporaryFile file, Optional<PosixFileAttributes> replaced)
      throws IOException {
    if (options.permissions().isEmpty() && replaced.isPresent()) {
      file.permitExactly(replaced.get().permissions());
      return;
    }
    file.permit(options.permissions().orElseGet(() -> FileMode.permissions(DEFAULT_MODE)));
  }

  private String text() {
    return name.toString();
  }
}
