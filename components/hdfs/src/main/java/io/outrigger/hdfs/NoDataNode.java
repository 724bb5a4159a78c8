package io.outrigger.hdfs;

import java.io.IOException;
import java.util.regex.Pattern;
import org.apache.hadoop.hdfs.DFSClient;
import org.apache.hadoop.ipc.RemoteException;

/**
 * The answer of a NameNode that knows no DataNode for a block. It does not say whether they are
 * gone or full: those without room are counted among those that it was to leave out.
 */
final class NoDataNode {

  /** What the answer has in it. */
  static final String TEXT = "could only be written to 0 of the";

  private static final Pattern RUNNING =
      Pattern.compile("There are (\\d+) datanode\\(s\\) running");

  private NoDataNode() {}

  /**
   * True when a failure is that answer, and the DataNodes that there are have on average less room
   * than a block needs.
   *
   * @param blockBytes how large a block may become
   */
  static boolean isForWantOfRoom(DFSClient client, IOException failure, long blockBytes) {
    var message = String.valueOf(failure.getMessage());
    var running = RUNNING.matcher(message);
    if (!(failure instanceof RemoteException && message.contains(TEXT) && running.find())) {
      return false;
    }
    long nodes = Long.parseLong(running.group(1));
    try {
      return nodes > 0 && client.getDiskStatus().getRemaining() / nodes < blockBytes;
    } catch (IOException e) {
      return false;
    }
  }
}
