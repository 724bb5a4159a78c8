package io.outrigger.mongodb.client;

import com.mongodb.MongoCommandException;
import com.mongodb.MongoException;
import com.mongodb.MongoInterruptedException;
import com.mongodb.MongoOperationTimeoutException;
import com.mongodb.ReadPreference;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Indexes;
import io.outrigger.spi.Call;
import io.outrigger.spi.ComponentContext;
import io.outrigger.spi.ComponentException;
import io.outrigger.spi.ErrorCode;
import io.outrigger.spi.Health;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.bson.BsonDocument;
import org.bson.BsonInt32;
import org.bson.BsonMaximumSizeExceededException;
import org.bson.RawBsonDocument;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The way of one instance to its collection. Everything runs through {@link
 * ComponentContext#blocking}, bounded by the call's deadline and ended by its cancellation. Safe
 * for use by many threads.
 */
public final class MongoConnection {

  private static final Logger LOG = LoggerFactory.getLogger(MongoConnection.class);

  private static final Duration START_LIMIT = Duration.ofSeconds(10);
  private static final Duration HEALTH_LIMIT = Duration.ofSeconds(2);
  private static final int COMMAND_NOT_FOUND = 59;

  private final MongoSettings settings;
  private final ComponentContext context;
  private final ServerClock clock;
  private final ClientOptions options;

  /** Guards that one client is made, and none after the end. */
  private final ReentrantLock lock = new ReentrantLock();

  private volatile @Nullable MongoClient client;
  private volatile boolean closed;
  private volatile @Nullable MongoCollection<RawBsonDocument> collection;
  private volatile Topology topology = Topology.UNKNOWN;

  /**
   * A way that is not open.
   *
   * @throws IllegalArgumentException when the settings name none
   */
  public MongoConnection(MongoSettings settings, Place place, ComponentContext context) {
    this.settings = settings;
    this.context = context;
    clock = new ServerClock(context.clock());
    options = new ClientOptions(settings, place, context.name());
  }

  /** The hosts of the settings, without credentials. */
  public String peer() {
    return options.hosts();
  }

  /** The clock that all instances on one MongoDB go by. */
  public ServerClock clock() {
    return clock;
  }

  /**
   * Connects.
   *
   * @param expiryField the field whose time has MongoDB remove a document; empty for none
   * @param after what else has to be done before the first call
   */
  public CompletionStage<Void> start(String expiryField, Consumer<Documents> after) {
    var call = Call.within(START_LIMIT);
    return context
        .blocking(
            call,
            () ->
                translated(
                    call,
                    () -> {
                      greet(call);
                      // The first opened the connection, which says little of the server's clock.
                      greet(call);
                      if (!expiryField.isEmpty()) {
                        index(call, expiryField);
                      }
                      after.accept(documents(call));
                      return true;
                    }))
        .thenApply(started -> null);
  }

  /** Says how the primary is, and hears what its clock says. */
  public CompletionStage<Health> health() {
    var call = Call.within(HEALTH_LIMIT);
    return context.blocking(
        call,
        () ->
            translated(
                call,
                () -> {
                  greet(call);
                  return Health.up();
                }));
  }

  /** Ends all that is under way. */
  public CompletionStage<Void> close() {
    return context
        .blocking(
            Call.within(START_LIMIT),
            () -> {
              var open = end();
              if (open != null) {
                open.close();
              }
              return true;
            })
        .thenApply(ended -> null);
  }

  private @Nullable MongoClient end() {
    lock.lock();
    try {
      var open = client;
      closed = true;
      client = null;
      collection = null;
      return open;
    } finally {
      lock.unlock();
    }
  }

  /** Runs work that blocks. */
  public <T> CompletionStage<T> run(Call call, Function<Documents, T> work) {
    return context.blocking(call, () -> translated(call, () -> work.apply(documents(call))));
  }

  private Documents documents(Call call) {
    var open = collection;
    if (open == null) {
      throw notOpen(null);
    }
    return new Documents(
        new Documents.Connected(client(), open, topology),
        call,
        settings.operationTimeout().toMillis());
  }

  /** The client, made by the first who asks: a connection string may need the DNS. */
  private MongoClient client() {
    lock.lock();
    try {
      if (closed) {
        throw notOpen(null);
      }
      var open = client;
      if (open == null) {
        open = MongoClients.create(options.resolve());
        collection = options.collection(open);
        client = open;
      }
      return open;
    } finally {
      lock.unlock();
    }
  }

  /** One round trip to the primary. */
  private void greet(Call call) {
    var before = context.clock().instant();
    var reply = hello(call);
    topology = Topology.of(reply);
    if (reply.isDateTime("localTime")) {
      var server = Instant.ofEpochMilli(reply.getDateTime("localTime").getValue());
      clock.learn(before, server, context.clock().instant());
    }
  }

  /** Servers before 4.4.2 know the older name only. */
  private BsonDocument hello(Call call) {
    try {
      return command(call, "hello");
    } catch (MongoCommandException e) {
      if (e.getCode() != COMMAND_NOT_FOUND) {
        throw e;
      }
      return command(call, "isMaster");
    }
  }

  private BsonDocument command(Call call, String name) {
    long millis = Math.min(settings.operationTimeout().toMillis(), Documents.left(call));
    return client()
        .getDatabase("admin")
        .withTimeout(millis, TimeUnit.MILLISECONDS)
        .runCommand(
            new BsonDocument(name, new BsonInt32(1)), ReadPreference.primary(), BsonDocument.class);
  }

  /**
   * Has MongoDB remove what has expired. Nobody sees it until then, so that an instance starts
   * without the index when its user may not make it, or when the collection is so large that it
   * takes longer than a start may.
   */
  private void index(Call call, String field) {
    try {
      var atOnce = new IndexOptions().expireAfter(0L, TimeUnit.SECONDS);
      var _ = documents(call).next().createIndex(Indexes.ascending(field), atOnce);
    } catch (MongoCommandException | MongoOperationTimeoutException e) {
      LOG.warn(
          "no index, so MongoDB keeps what has expired: make a TTL index by hand"
              + " component={} field={} expireAfterSeconds=0 reason={}",
          context.name(),
          field,
          MongoFailures.translate(e).getMessage());
    }
  }

  /** Runs work whose failures are to reach the caller with a code. */
  public <T> T translated(Call call, Supplier<T> work) {
    try {
      return work.get();
    } catch (MongoInterruptedException e) {
      throw MongoFailures.ended(call, e);
    } catch (MongoOperationTimeoutException e) {
      throw hasPrimary() ? MongoFailures.translate(e) : unreachable(e);
    } catch (MongoException e) {
      throw MongoFailures.translate(e);
    } catch (BsonMaximumSizeExceededException e) {
      throw MongoFailures.tooLarge(e);
    } catch (IllegalStateException e) {
      // What the driver answers once it has been closed.
      throw closed ? notOpen(e) : e;
    }
  }

  /** The driver has one failure for a server that is slow and for one that is not there. */
  private boolean hasPrimary() {
    var open = client;
    return open != null && open.getClusterDescription().hasWritableServer();
  }

  private ComponentException unreachable(MongoException failure) {
    return new ComponentException(
        ErrorCode.UNAVAILABLE,
        "MongoDB at " + options.hosts() + ": " + failure.getMessage(),
        failure);
  }

  private ComponentException notOpen(@Nullable Throwable cause) {
    return new ComponentException(
        ErrorCode.UNAVAILABLE, "MongoDB at " + options.hosts() + ": not connected", cause);
  }
}
