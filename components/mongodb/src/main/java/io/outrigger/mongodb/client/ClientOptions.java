package io.outrigger.mongodb.client;

import com.mongodb.ConnectionString;
import com.mongodb.MongoClientSettings;
import com.mongodb.ReadConcern;
import com.mongodb.ReadConcernLevel;
import com.mongodb.WriteConcern;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoCollection;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import org.bson.RawBsonDocument;
import org.jspecify.annotations.Nullable;

/** What the driver is told, from the settings of an instance. */
final class ClientOptions {

  /**
   * How long a call waits for a server that can be written to, unless the connection string says
   * it: shorter than most deadlines, so that the caller hears what is wrong and not only that time
   * is up, and so that calls to a server that is down do not fill every place there is.
   */
  private static final long SELECTION_MILLIS = 2_000;

  private static final int CONNECT_MILLIS = 5_000;

  private final MongoSettings settings;
  private final Place place;
  private final String name;
  private final ConnectionString checked;
  private final @Nullable SSLContext tls;

  /**
   * The options of the instance {@code name}.
   *
   * @throws IllegalArgumentException when the settings make none
   */
  ClientOptions(MongoSettings settings, Place place, String name) {
    this.settings = settings;
    this.place = place;
    this.name = name;
    var database = place.database(settings);
    checked = MongoUri.check(settings, database);
    tls = TlsFiles.of(MongoUri.text(settings, database)).orElse(null);
    refuseUnacknowledged(checked.getWriteConcern());
  }

  private static void refuseUnacknowledged(@Nullable WriteConcern concern) {
    if (concern != null && !concern.isAcknowledged()) {
      throw new IllegalArgumentException(
          "params: w=0 (expected: 1 or more, since a write has to say whether it took place)");
    }
  }

  /** The hosts, or the name in the DNS, for messages. */
  String hosts() {
    return String.join(",", checked.getHosts());
  }

  /** The settings of the driver; asks the DNS if the connection string needs it. */
  MongoClientSettings resolve() {
    var uri = MongoUri.resolve(settings, place.database(settings));
    var builder =
        MongoClientSettings.builder()
            .applyToClusterSettings(
                cluster -> cluster.serverSelectionTimeout(SELECTION_MILLIS, TimeUnit.MILLISECONDS))
            .applyToSocketSettings(
                socket -> socket.connectTimeout(CONNECT_MILLIS, TimeUnit.MILLISECONDS))
            .applicationName("outrigger:" + name)
            .applyConnectionString(uri);
    if (tls != null) {
      builder.applyToSslSettings(ssl -> ssl.enabled(true).context(tls));
    }
    return builder.build();
  }

  /** The collection with the concerns of this instance. */
  MongoCollection<RawBsonDocument> collection(MongoClient client) {
    return client
        .getDatabase(place.database(settings))
        .getCollection(place.collection(settings), RawBsonDocument.class)
        .withWriteConcern(writeConcern())
        .withReadConcern(readConcern());
  }

  private WriteConcern writeConcern() {
    var asked = settings.writeConcern();
    if (asked.isEmpty()) {
      var given = checked.getWriteConcern();
      return given == null ? place.writeConcern() : given;
    }
    var concern =
        asked.equals("majority")
            ? WriteConcern.MAJORITY
            : new WriteConcern(Integer.parseInt(asked));
    return concern.withJournal(true);
  }

  private ReadConcern readConcern() {
    if (!settings.readConcern().isEmpty()) {
      return new ReadConcern(ReadConcernLevel.fromString(settings.readConcern()));
    }
    var given = checked.getReadConcern();
    return given == null ? ReadConcern.DEFAULT : given;
  }
}
