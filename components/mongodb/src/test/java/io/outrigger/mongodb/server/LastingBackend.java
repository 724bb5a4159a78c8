package io.outrigger.mongodb.server;

import de.bwaldvogel.mongo.backend.memory.MemoryBackend;
import de.bwaldvogel.mongo.bson.Document;
import io.netty.channel.Channel;
import java.util.List;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Keeps what it holds when its server ends, so that the next one finds it, and runs one command at
 * a time: mongo-java-server answers with the very documents that it holds, so that an answer shows
 * what the next command has made of them before it is sent.
 */
class LastingBackend extends MemoryBackend {

  private static final Set<String> COLLIDING = Set.of("update", "findAndModify");

  /** Guards the documents until an answer has been copied. */
  final ReentrantLock lock = new ReentrantLock();

  private int collisions;

  /** Answers the next upserts as when another has just made the document. */
  void collide(int times) {
    lock.lock();
    try {
      collisions = times;
    } finally {
      lock.unlock();
    }
  }

  @Override
  public Document handleCommand(
      Channel channel, String database, String command, Document document) {
    lock.lock();
    try {
      if (collisions > 0 && COLLIDING.contains(command)) {
        collisions--;
        return command.equals("update") ? refusedWrite() : refusedCommand();
      }
      return super.handleCommand(channel, database, command, document).cloneDeeply();
    } finally {
      lock.unlock();
    }
  }

  private static Document refusedWrite() {
    return new Document("ok", 1.0).append("n", 0).append("writeErrors", List.of(duplicateKey()));
  }

  private static Document refusedCommand() {
    return duplicateKey().append("ok", 0.0);
  }

  private static Document duplicateKey() {
    return new Document("index", 0).append("code", 11_000).append("errmsg", "E11000 of the test");
  }

  @Override
  public void close() {
    // What the server would do here is to forget everything.
  }
}
