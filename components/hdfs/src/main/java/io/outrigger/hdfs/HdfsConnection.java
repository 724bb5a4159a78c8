package io.outrigger.hdfs;

import io.outrigger.spi.ComponentException;
import io.outrigger.spi.ErrorCode;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.URI;
import java.net.UnknownHostException;
import java.security.PrivilegedExceptionAction;
import java.util.concurrent.locks.ReentrantLock;
import org.apache.hadoop.hdfs.DFSClient;
import org.apache.hadoop.hdfs.client.impl.LeaseRenewer;
import org.apache.hadoop.security.UserGroupInformation;
import org.jspecify.annotations.Nullable;

/**
 * The way of one instance to its file system. It uses {@link DFSClient} and no {@code FileSystem},
 * whose cache, statistics and shutdown hook are there for all of a process. Safe for use by many
 * threads.
 */
final class HdfsConnection {

  private final HdfsSettings settings;
  private final URI uri;

  /** Guards that one client is made, and none after the end. */
  private final ReentrantLock lock = new ReentrantLock();

  private volatile @Nullable Open open;
  private boolean closed;

  /** A client and who it is. */
  private record Open(DFSClient client, UserGroupInformation user) {}

  HdfsConnection(HdfsSettings settings) {
    this.settings = settings;
    var endpoint = Endpoint.parse(settings.endpoint(), settings.nameNodes());
    uri = URI.create("hdfs://" + endpoint.authority());
  }

  /** Makes a client, unless there is one; nothing is sent to a NameNode. */
  void open() throws IOException {
    lock.lock();
    try {
      if (closed) {
        throw notOpen();
      }
      if (open == null) {
        open = make();
      }
    } finally {
      lock.unlock();
    }
  }

  private Open make() throws IOException {
    var configuration = new ClientOptions(settings).configuration();
    var user = Login.login(settings, configuration);
    PrivilegedExceptionAction<DFSClient> making = () -> new DFSClient(uri, configuration);
    try {
      return new Open(user.doAs(making), user);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw (IOException) new InterruptedIOException("interrupted").initCause(e);
    } catch (IllegalArgumentException e) {
      if (e.getCause() instanceof UnknownHostException unknown) {
        throw unknown;
      }
      throw e;
    }
  }

  /** The client. */
  DFSClient client() {
    return current().client();
  }

  /** The name of the user, which has no slash. */
  String user() {
    return current().user().getShortUserName();
  }

  /** Renews what the KDC has given when it is about to end. */
  void renewLogin() throws IOException {
    if (!settings.principal().isEmpty()) {
      current().user().checkTGTAndReloginFromKeytab();
    }
  }

  /** Ends all connections, and the thread that keeps files open for writing. */
  void close() throws IOException {
    var last = end();
    if (last != null) {
      var renewer = last.client().getLeaseRenewer();
      last.client().closeOutputStreams(true);
      last.client().close();
      // It is this user's own; by itself it would end a minute later.
      LeaseRenewer.remove(renewer);
    }
  }

  private @Nullable Open end() {
    lock.lock();
    try {
      var last = open;
      closed = true;
      open = null;
      return last;
    } finally {
      lock.unlock();
    }
  }

  private Open current() {
    var current = open;
    if (current == null) {
      throw notOpen();
    }
    return current;
  }

  private static ComponentException notOpen() {
    return new ComponentException(ErrorCode.UNAVAILABLE, "HDFS: not connected");
  }

  @Override
  public String toString() {
    return "HDFS at " + uri.getAuthority();
  }
}
