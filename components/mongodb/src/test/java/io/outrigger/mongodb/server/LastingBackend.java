package io.outrigger.mongodb.server;

import de.bwaldvogel.mongo.backend.memory.MemoryBackend;
import de.bwaldvogel.mongo.bson.Document;
import io.netty.channel.Channel;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Keeps what it holds when its server ends, so that the next one finds it, and runs one command at
 * a time: mongo-java-server answers with the very documents that it holds, so that an answer shows
 * what the next command has made of them before it is sent.
 */
class LastingBackend extends MemoryBackend {

  /** Guards the documents until an answer has been copied. */
  final ReentrantLock lock = new ReentrantLock();

  @Override
  public Document handleCommand(
      Channel channel, String database, String command, Document document) {
    lock.lock();
    try {
      return super.handleCommand(channel, database, command, document).cloneDeeply();
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void close() {
    // What the server would do here is to forget everything.
  }
}
