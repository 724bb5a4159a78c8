package io.outrigger.hdfs;

import io.outrigger.spi.Call;
import io.outrigger.spi.ComponentException;
import io.outrigger.spi.ErrorCode;
import io.outrigger.spi.file.FileRequest;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import org.apache.hadoop.fs.FileAlreadyExistsException;
import org.apache.hadoop.fs.Options;
import org.apache.hadoop.fs.permission.FsPermission;
import org.apache.hadoop.hdfs.DFSClient;

/** The writing of one file: beside the others, then to its name at once. */
final class FilePut {

  private static final int BUFFER_BYTES = 128 * 1024;

  private final Call call;
  private final FileName name;
  private final PutOptions options;
  private final TemporaryFiles files;
  private final DFSClient client;
  private final Root root;

  /** Judges a request. */
  FilePut(Call call, FileRequest request, TemporaryFiles files, Root root) {
    this.call = call;
    this.files = files;
    this.root = root;
    client = files.client();
    name = FileName.parse(request.name());
    options = PutOptions.of(request.metadata());
  }

  /** Writes the content to its end; what it throws itself comes out as it is. */
  void run(InputStream content) throws IOException {
    translating(this::judgeTarget);
    try (var file = HdfsFailures.translating(call, text(), () -> TemporaryFile.create(files))) {
      copy(content, file);
      translating(file::finish);
      requireCaller();
      translating(() -> publish(file));
    }
  }

  /** Refuses what can be refused before the content is read. */
  private void judgeTarget() throws IOException {
    var existing = client.getFileInfo(path());
    if (existing == null) {
      return;
    }
    if (existing.isDirectory()) {
      throw HdfsFailures.isDirectory(name.toString());
    }
    if (options.ifAbsent()) {
      throw HdfsFailures.alreadyExists(name.toString());
    }
  }

  private void copy(InputStream content, TemporaryFile file) throws IOException {
    var buffer = new byte[BUFFER_BYTES];
    long total = 0;
    for (int count = content.read(buffer); count >= 0; count = content.read(buffer)) {
      int length = count;
      total += count;
      requireNotMore(total);
      translating(() -> file.append(buffer, length));
      // Hadoop's stream does not wait for room in an interrupted thread.
      requireCaller();
    }
    requireExactly(total);
  }

  private void requireCaller() {
    if (HdfsFailures.hasEnded(call)) {
      throw HdfsFailures.ended(call, text());
    }
  }

  private void requireNotMore(long total) {
    if (total > options.size().orElse(Long.MAX_VALUE)) {
      throw wrongSize("more");
    }
  }

  private void requireExactly(long total) {
    requireCaller();
    if (total != options.size().orElse(total)) {
      throw wrongSize(Long.toString(total));
    }
  }

  private IllegalArgumentException wrongSize(String actual) {
    return new IllegalArgumentException(
        "%s: its content has %s bytes (expected: %d, by filesize)"
            .formatted(text(), actual, options.size().orElseThrow()));
  }

  private void publish(TemporaryFile file) throws IOException {
    try {
      rename(file);
    } catch (FileNotFoundException e) {
      var _ = client.mkdirs(root.parentOf(name), FsPermission.getDirDefault(), true);
      rename(file);
    }
  }

  private void rename(TemporaryFile file) throws IOException {
    try {
      file.rename(path(), options.ifAbsent() ? Options.Rename.NONE : Options.Rename.OVERWRITE);
    } catch (FileAlreadyExistsException e) {
      throw HdfsFailures.alreadyExists(name.toString());
    }
  }

  private void translating(HdfsFailures.Action action) {
    try {
      action.run();
    } catch (IOException e) {
      throw files.isFull(e)
          ? new ComponentException(ErrorCode.RESOURCE_EXHAUSTED, text() + ": no space is left", e)
          : HdfsFailures.translate(call, text(), e);
    }
  }

  private String path() {
    return root.pathOf(name);
  }

  private String text() {
    return HdfsFailures.file(name.toString());
  }
}
