package io.outrigger.mongodb.server;

import com.mongodb.ConnectionString;
import com.mongodb.MongoClientSettings;
import com.mongodb.MongoException;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import io.outrigger.mongodb.client.MongoSettings;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.bson.BsonDocument;
import org.bson.Document;
import org.jspecify.annotations.Nullable;

/**
 * A MongoDB that tests run against: the one that {@value #VARIABLE} names if it is set, else
 * mongo-java-server in this process.
 */
public final class TestMongo implements AutoCloseable {

  /** The connection string of a real replica set. */
  public static final String VARIABLE = "OUTRIGGER_TEST_MONGODB_URI";

  private static final @Nullable String REAL = System.getenv(VARIABLE);

  private final @Nullable LocalMongo local;
  private final String database = "outrigger_test_" + UUID.randomUUID().toString().substring(0, 8);
  private final MongoClient raw;

  private TestMongo(@Nullable LocalMongo local) {
    this.local = local;
    var uri = local == null ? String.valueOf(REAL) : local.uri();
    raw =
        MongoClients.create(
            MongoClientSettings.builder()
                .applyToClusterSettings(each -> each.serverSelectionTimeout(5, TimeUnit.SECONDS))
                .applyConnectionString(new ConnectionString(uri))
                .build());
  }

  /** The real one, or one that says to be the primary of a replica set. */
  public static TestMongo start() {
    if (REAL == null) {
      return new TestMongo(LocalMongo.replicaSet());
    }
    var mongo = new TestMongo(null);
    mongo.stopRemovingExpired();
    return mongo;
  }

  /** True when the tests run against a server that is not ours. */
  public static boolean isReal() {
    return REAL != null;
  }

  /** The time that a test goes by stands still, so that MongoDB would remove what still lives. */
  private void stopRemovingExpired() {
    try {
      var parameter = new Document("setParameter", 1).append("ttlMonitorEnabled", false);
      var _ = raw.getDatabase("admin").runCommand(parameter);
    } catch (MongoException e) {
      throw new IllegalStateException(
          VARIABLE + ": its user cannot run setParameter (expected: the role clusterManager)", e);
    }
  }

  /** Settings of an instance in a database of this test's own. */
  public MongoSettings settings() {
    return builder().build();
  }

  /** As {@link #settings}, to go on with. */
  public SettingsOf builder() {
    var uri = local == null ? String.valueOf(REAL) : local.uri();
    return SettingsOf.uri(uri).with("databaseName", database).with("collectionName", "things");
  }

  /** The hosts and options of the real one, without its user. */
  public static ConnectionString real() {
    return new ConnectionString(String.valueOf(REAL));
  }

  /** The name of the database of this test's own. */
  public String database() {
    return database;
  }

  /** Runs a command of administrators. */
  public Document run(String inDatabase, Document command) {
    return raw.getDatabase(inDatabase).runCommand(command);
  }

  /** The collection of the instances, behind their backs. */
  public MongoCollection<BsonDocument> raw() {
    return raw.getDatabase(database).getCollection("things", BsonDocument.class);
  }

  @Override
  public void close() {
    raw.getDatabase(database).drop();
    raw.close();
    if (local != null) {
      local.close();
    }
  }
}
