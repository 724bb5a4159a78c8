package io.outrigger.hdfs;

import java.io.IOException;
import org.apache.hadoop.fs.Options;
import org.apache.hadoop.hdfs.DFSClient;
import org.apache.hadoop.hdfs.client.HdfsDataOutputStream;

/**
 * A file that is written beside all others and renamed when it is whole; closing it removes what
 * was not renamed. For use by one thread.
 */
final class TemporaryFile implements AutoCloseable {

  private final TemporaryFiles files;
  private final DFSClient client;
  private final String path;
  private final HdfsDataOutputStream stream;
  private boolean whole;
  private boolean published;

  private TemporaryFile(
      TemporaryFiles files, DFSClient client, String path, HdfsDataOutputStream stream) {
    this.files = files;
    this.client = client;
    this.path = path;
    this.stream = stream;
  }

  /** Makes one. */
  static TemporaryFile create(TemporaryFiles files) throws IOException {
    var path = files.newPath();
    var client = files.client();
    try {
      var stream = client.createWrappedOutputStream(files.create(path), null);
      return new TemporaryFile(files, client, path, stream);
    } catch (IOException | RuntimeException e) {
      // An answer that did not arrive may have been a yes.
      remove(files, path);
      throw e;
    }
  }

  void append(byte[] bytes, int length) throws IOException {
    stream.write(bytes, 0, length);
  }

  /** Waits until HDFS has all of it. */
  void finish() throws IOException {
    stream.close();
    whole = true;
  }

  /** Gives it its name. */
  void rename(String target, Options.Rename option) throws IOException {
    client.rename(path, target, option);
    published = true;
    files.published(path);
  }

  /** Removes it unless it has been renamed, in an interrupted thread too. */
  @Override
  public void close() {
    if (published) {
      return;
    }
    remove(files, path);
    if (!whole) {
      abandon();
    }
  }

  private static void remove(TemporaryFiles files, String path) {
    boolean interrupted = Thread.interrupted();
    files.remove(path);
    restore(interrupted);
  }

  /** Ends the stream without waiting for DataNodes: an interrupted thread does not wait. */
  private void abandon() {
    boolean interrupted = Thread.interrupted();
    Thread.currentThread().interrupt();
    try {
      stream.close();
    } catch (IOException e) {
      // There is no such file any more, and this thread was interrupted: it always fails.
    }
    var _ = Thread.interrupted();
    restore(interrupted);
  }

  private static void restore(boolean interrupted) {
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
