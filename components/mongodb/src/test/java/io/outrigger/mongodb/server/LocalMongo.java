package io.outrigger.mongodb.server;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import de.bwaldvogel.mongo.MongoServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import org.slf4j.LoggerFactory;

/** A server in this process that can be stopped, and started again on its port. */
public final class LocalMongo implements AutoCloseable {

  private final String options;
  private final LastingBackend backend;
  private MongoServer server;
  private int port;

  private LocalMongo(LastingBackend backend, String options) {
    // It logs every lock that is held as an error, with the whole command.
    ((Logger) LoggerFactory.getLogger("de.bwaldvogel")).setLevel(Level.OFF);
    this.backend = backend;
    this.options = options;
    this.server = new MongoServer(backend);
  }

  /** A standalone server. */
  public static LocalMongo standalone() {
    var mongo = new LocalMongo(new LastingBackend(), "");
    mongo.bind();
    return mongo;
  }

  /** A standalone server that talks TLS only. */
  public static LocalMongo withTls(Certificate certificate) {
    var mongo = new LocalMongo(new LastingBackend(), "");
    mongo.server.enableSsl(certificate.key(), null, certificate.certificate());
    mongo.bind();
    return mongo;
  }

  /** A server that says to be the primary of a replica set, and has transactions. */
  public static LocalMongo replicaSet() {
    var backend = new ReplicaSetBackend();
    var mongo = new LocalMongo(backend, "/?replicaSet=" + ReplicaSetBackend.NAME);
    mongo.bind();
    backend.serveAt(mongo.host());
    return mongo;
  }

  private void bind() {
    server.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
    port = server.getLocalAddress().getPort();
  }

  /** Ends the server and all its connections; what it holds is kept. */
  public void stop() {
    server.stopListening();
    server.shutdownNow();
  }

  /** Starts it anew where it was, with what it held. */
  public void start() {
    server = new MongoServer(backend);
    bind();
  }

  /** Answers the next upserts as when another has just made the document. */
  public void collide(int times) {
    backend.collide(times);
  }

  public String host() {
    return "127.0.0.1:" + port;
  }

  public int port() {
    return port;
  }

  public String uri() {
    return "mongodb://" + host() + options;
  }

  @Override
  public void close() {
    server.shutdownNow();
  }
}
