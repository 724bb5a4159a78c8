package io.outrigger.mongodb.server;

import de.bwaldvogel.mongo.bson.Document;
import io.netty.channel.Channel;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Gives mongo-java-server what a driver needs for sessions and transactions: it says to be the
 * primary of a replica set, lets one transaction write at a time, and undoes one that is aborted.
 *
 * <p>A transaction that comes while another is open is told that it collided, as MongoDB does when
 * both write one document. Reads outside see what has not been committed yet.
 */
final class ReplicaSetBackend extends LastingBackend {

  static final String NAME = "rs";

  private static final int WRITE_CONFLICT = 112;
  private static final int NO_SUCH_TRANSACTION = 251;
  private static final int ALL = 1_000_000;

  /** Guarded by the lock of the documents. */
  private @Nullable Transaction open;

  private volatile String host = "";

  /** What stood in the collection before. */
  private record Transaction(
      Object session, Object number, String database, String collection, List<?> before) {

    boolean is(Document command) {
      return session.equals(command.get("lsid")) && number.equals(command.get("txnNumber"));
    }
  }

  /** Hears where its server is. */
  void serveAt(String address) {
    host = address;
  }

  @Override
  public Document handleCommand(
      Channel channel, String database, String command, Document document) {
    return switch (command.toLowerCase(Locale.ROOT)) {
      case "ismaster", "hello" -> greeting(channel, database, document);
      case "endsessions" -> new Document("ok", 1.0);
      case "committransaction" -> end(channel, document, false);
      case "aborttransaction" -> end(channel, document, true);
      default -> run(channel, database, command, document);
    };
  }

  private Document greeting(Channel channel, String database, Document document) {
    return super.handleCommand(channel, database, "isMaster", document)
        .append("setName", NAME)
        .append("setVersion", 1)
        .append("hosts", List.of(host))
        .append("me", host)
        .append("primary", host)
        .append("isWritablePrimary", true)
        .append("secondary", false)
        .append("logicalSessionTimeoutMinutes", 30);
  }

  private Document run(Channel channel, String database, String command, Document document) {
    if (!Boolean.FALSE.equals(document.get("autocommit"))) {
      return super.handleCommand(channel, database, command, plain(document));
    }
    lock.lock();
    try {
      if (open == null && Boolean.TRUE.equals(document.get("startTransaction"))) {
        open = begin(channel, database, command, document);
      }
      if (open == null || !open.is(document)) {
        return transientError(WRITE_CONFLICT, "WriteConflict");
      }
      return super.handleCommand(channel, database, command, plain(document));
    } finally {
      lock.unlock();
    }
  }

  private Transaction begin(Channel channel, String database, String command, Document document) {
    var collection = String.valueOf(document.get(command));
    var find =
        new Document("find", collection).append("batchSize", ALL).append("singleBatch", true);
    var reply = super.handleCommand(channel, database, "find", find);
    var cursor = (Document) known(reply, "cursor");
    var before =
        ((List<?>) known(cursor, "firstBatch"))
            .stream().map(each -> ((Document) each).cloneDeeply()).toList();
    return new Transaction(
        known(document, "lsid"), known(document, "txnNumber"), database, collection, before);
  }

  private static Object known(Document document, String field) {
    return Objects.requireNonNull(document.get(field), field);
  }

  private Document end(Channel channel, Document document, boolean undo) {
    lock.lock();
    try {
      var ending = open;
      if (ending == null || !ending.is(document)) {
        return transientError(NO_SUCH_TRANSACTION, "NoSuchTransaction");
      }
      if (undo) {
        undo(channel, ending);
      }
      open = null;
      return new Document("ok", 1.0);
    } finally {
      lock.unlock();
    }
  }

  private void undo(Channel channel, Transaction transaction) {
    var all = new Document("q", new Document()).append("limit", 0);
    var delete = new Document("delete", transaction.collection()).append("deletes", List.of(all));
    super.handleCommand(channel, transaction.database(), "delete", delete);
    if (!transaction.before().isEmpty()) {
      var insert =
          new Document("insert", transaction.collection())
              .append("documents", transaction.before());
      super.handleCommand(channel, transaction.database(), "insert", insert);
    }
  }

  private static Document transientError(int code, String name) {
    return new Document(
        Map.of(
            "ok",
            0.0,
            "code",
            code,
            "codeName",
            name,
            "errmsg",
            "of the test server: " + name,
            "errorLabels",
            List.of("TransientTransactionError")));
  }

  /** The command without what the server does not know. */
  private static Document plain(Document document) {
    var plain = document.clone();
    List.of("lsid", "txnNumber", "startTransaction", "autocommit", "$clusterTime", "readConcern")
        .forEach(plain::remove);
    return plain;
  }
}
