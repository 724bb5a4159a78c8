package io.outrigger.mongodb.client;

import io.outrigger.spi.Secret;
import io.outrigger.spi.Setting;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The settings of every component in MongoDB; their names are those of Layotto and Dapr.
 *
 * <p>One record for all kinds, since the keys of a config lie flat beside each other; a component
 * refuses what means nothing to its kind.
 */
public record MongoSettings(
    @Setting(
            key = "mongoHost",
            aliases = {"mongo_host", "host"},
            doc =
                "Where MongoDB is: `host:port` (port 27017 when absent). Several with commas"
                    + " between them are members of one replica set, or routers of one sharded"
                    + " cluster. Exactly one of `mongoHost`, `server` and `connectionString` is"
                    + " needed.",
            orElse = "",
            example = "localhost:27017")
        String mongoHost,
    @Setting(
            doc =
                "The name whose SRV and TXT records in the DNS say where MongoDB is"
                    + " (`mongodb+srv`); TLS is on then unless `params` turns it off.",
            orElse = "")
        String server,
    @Setting(
            key = "connectionString",
            aliases = "connection_string",
            doc =
                "The whole connection string, `mongodb://` or `mongodb+srv://`. Only"
                    + " `databaseName`, `collectionName`, the concerns and `operationTimeout` count"
                    + " besides.",
            orElse = "")
        Secret connectionString,
    @Setting(
            doc =
                "The user (SCRAM unless `params` names another `authMechanism`); counts only when"
                    + " there is a password, too. Text that is percent-encoded is decoded.",
            orElse = "")
        String username,
    @Setting(
            key = "mongoPassword",
            aliases = {"mongo_password", "password"},
            doc =
                "The password of the user. Text that is percent-encoded is decoded, as upstream puts"
                    + " it into the connection string as it is: a `%` before two hexadecimal digits"
                    + " is written `%25`.",
            orElse = "")
        Secret mongoPassword,
    @Setting(
            key = "databaseName",
            aliases = "database_name",
            doc =
                "The database, in which the user is looked for, too, unless `params` has an"
                    + " `authSource`. Empty means `daprStore` for state, `layottoStore` for locks"
                    + " and sequencers.",
            orElse = "")
        String databaseName,
    @Setting(
            key = "collectionName",
            aliases = "collection_name",
            doc =
                "The collection. Empty means `daprCollection` for state, `layottoCollection` for"
                    + " locks and sequencers.",
            orElse = "")
        String collectionName,
    @Setting(
            doc =
                "Options of the connection string, such as"
                    + " `?authSource=admin&tls=true&tlsCAFile=/etc/mongo/ca.pem`.",
            orElse = "")
        String params,
    @Setting(
            key = "writeConcern",
            aliases = {"write_concern", "writeconcern"},
            doc =
                "How many members must have a write in their journal before it counts as done: a"
                    + " number or `majority`. Empty means what the connection string says, else 1"
                    + " for state and `majority` for locks and sequencers. A strong write of state"
                    + " is always `majority`.",
            orElse = "")
        String writeConcern,
    @Setting(
            key = "readConcern",
            aliases = {"read_concern", "readconcern"},
            doc =
                "What a read of state may see: `local`, `available`, `majority`, `linearizable` or"
                    + " `snapshot`. Empty means what the connection string says, else `local`. A"
                    + " strong read is `linearizable` where there is a replica set.",
            orElse = "")
        String readConcern,
    @Setting(
            key = "operationTimeout",
            aliases = "operation_timeout",
            doc = "How long one round trip may take, if the call's deadline is not earlier.",
            orElse = "5s")
        Duration operationTimeout,
    @Setting(
            key = "biggerThan",
            aliases = "bigger_than",
            doc =
                "Sequencer only: stored keys, with their prefix such as `sequencer|||app1||order`,"
                    + " and the numbers that their ids must exceed.")
        Map<String, Long> biggerThan) {

  private static final Set<String> READ_CONCERNS =
      Set.of("", "local", "available", "majority", "linearizable", "snapshot");

  /** Refuses what contradicts itself. */
  public MongoSettings {
    long ways =
        Stream.of(mongoHost, server, connectionString.reveal()).filter(s -> !s.isBlank()).count();
    require(
        ways == 1,
        "mongoHost, server, connectionString: %d of them (expected: exactly one)".formatted(ways));
    require(
        !(mongoHost + server).contains("://"),
        "mongoHost: a connection string (expected: host:port, or the key connectionString)");
    require(
        writeConcern.isEmpty() || writeConcern.matches("majority|[1-9]\\d?"),
        "writeConcern: \"" + writeConcern + "\" (expected: majority, or a number from 1)");
    require(
        READ_CONCERNS.contains(readConcern),
        "readConcern: \""
            + readConcern
            + "\" (expected: local, available, majority, linearizable or snapshot)");
    require(
        operationTimeout.toMillis() > 0,
        "operationTimeout: " + operationTimeout + " (expected: >= 1ms)");
    biggerThan = Map.copyOf(biggerThan);
    biggerThan.forEach((key, number) ->
        require(
            number >= 0, "biggerThan: " + number + " for key \"" + key + "\" (expected: >= 0)"));
  }

  /** Refuses numbers that ids must exceed, in a kind that has no ids. */
  public void refuseBiggerThan() {
    require(biggerThan.isEmpty(), "biggerThan: only a sequencer has it");
  }

  private static void require(boolean valid, String message) {
    if (!valid) {
      throw new IllegalArgumentException(message);
    }
  }
}
