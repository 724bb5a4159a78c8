package io.outrigger.redis.client;

import io.outrigger.spi.DataSize;
import io.outrigger.spi.Secret;
import io.outrigger.spi.Setting;
import io.outrigger.spi.Setting.Unit;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The settings of every component in Redis; their names are those of Layotto and Dapr.
 *
 * <p>One record for all kinds, since the keys of a config lie flat beside each other; a component
 * refuses what means nothing to its kind.
 */
public record RedisSettings(
    @Setting(
            key = "redisHost",
            aliases = {"redis_host", "redisHosts", "redis_hosts"},
            doc =
                "Where Redis is: `host:port` (port 6379 when absent), or `unix:/path` for a socket"
                    + " of this host. Several with commas between them: the nodes of a Redis"
                    + " Cluster to begin with, the Sentinels, or the independent nodes of a lock"
                    + " `redis_cluster`.",
            example = "localhost:6379")
        String redisHost,
    @Setting(
            key = "redisPort",
            aliases = "redis_port",
            doc = "The port of a host that is given without one.",
            orElse = "6379")
        int redisPort,
    @Setting(
            key = "redisUsername",
            aliases = "redis_username",
            doc = "The ACL user; empty for the default one.",
            orElse = "")
        String redisUsername,
    @Setting(
            key = "redisPassword",
            aliases = "redis_password",
            doc = "The password; empty for none.",
            orElse = "")
        Secret redisPassword,
    @Setting(
            key = "redisDB",
            aliases = {"redis_db", "redisDb"},
            doc = "The number of the database; a Redis Cluster has only 0.",
            orElse = "0")
        int redisDb,
    @Setting(
            key = "redisType",
            aliases = "redis_type",
            doc = "`node`, or `cluster` for a Redis Cluster.",
            orElse = "node")
        Type redisType,
    @Setting(
            doc = "Whether `redisHost` names Sentinels, which tell who the master is.",
            orElse = "false")
        boolean failover,
    @Setting(
            key = "sentinelMasterName",
            aliases = "sentinel_master_name",
            doc = "What the Sentinels call the master; needed with `failover`.",
            orElse = "")
        String sentinelMasterName,
    @Setting(
            key = "sentinelUsername",
            aliases = "sentinel_username",
            doc = "The ACL user for the Sentinels; empty for the default one.",
            orElse = "")
        String sentinelUsername,
    @Setting(
            key = "sentinelPassword",
            aliases = "sentinel_password",
            doc = "The password for the Sentinels; empty for none.",
            orElse = "")
        Secret sentinelPassword,
    @Setting(
            key = "enableTLS",
            aliases = {"enable_tls", "enableTls"},
            doc =
                "Whether to connect by TLS. The certificate and the name of the host are checked.",
            orElse = "false")
        boolean enableTls,
    @Setting(
            key = "insecureSkipTLSVerify",
            aliases = "insecure_skip_tls_verify",
            doc = "Whether to accept any certificate: for tests only, as anybody can listen then.",
            orElse = "false")
        boolean insecureSkipTlsVerify,
    @Setting(
            key = "tlsCa",
            aliases = "tls_ca",
            doc =
                "A PEM file of the authorities that may sign the certificate of Redis; those of the"
                    + " JDK when absent.")
        Optional<Path> tlsCa,
    @Setting(
            key = "clientCert",
            aliases = "client_cert",
            doc = "The PEM text of the certificate that this client shows.")
        Optional<String> clientCert,
    @Setting(
            key = "clientKey",
            aliases = "client_key",
            doc = "The PEM text of its private key, in PKCS#8 (`BEGIN PRIVATE KEY`).")
        Optional<Secret> clientKey,
    @Setting(
            key = "dialTimeout",
            aliases = "dial_timeout",
            doc = "How long it may take to connect; a plain number means milliseconds.",
            orElse = "5s",
            unit = Unit.MILLISECONDS)
        Duration dialTimeout,
    @Setting(
            key = "readTimeout",
            aliases = "read_timeout",
            doc =
                "How long a connection may be silent before it counts as broken; a plain number"
                    + " means milliseconds.",
            orElse = "3s",
            unit = Unit.MILLISECONDS)
        Duration readTimeout,
    @Setting(
            key = "maxRetries",
            aliases = {"max_retries", "redisMaxRetries", "redis_max_retries"},
            doc =
                "How often a read, or another command that does no harm when it comes twice, is"
                    + " sent again after its connection broke; 0 or less for never.",
            orElse = "3")
        int maxRetries,
    @Setting(
            key = "maxRetryBackoff",
            aliases = "max_retry_backoff",
            doc =
                "The longest pause between two attempts to connect; a plain number means"
                    + " nanoseconds.",
            orElse = "500ms",
            unit = Unit.NANOSECONDS)
        Duration maxRetryBackoff,
    @Setting(
            doc = "How many connections carry the batches of commands, for each node.",
            orElse = "4")
        int connections,
    @Setting(
            key = "poolSize",
            aliases = "pool_size",
            doc =
                "How many more connections run scripts and commands that wait, at most, for each"
                    + " node.",
            orElse = "16")
        int poolSize,
    @Setting(
            key = "maxQueued",
            aliases = "max_queued",
            doc =
                "How much may wait to be sent to a node; a call beyond it fails with"
                    + " RESOURCE_EXHAUSTED. Each command counts with its value and 256 bytes more.",
            orElse = "32MiB")
        DataSize maxQueued,
    @Setting(
            key = "ttlInSeconds",
            aliases = "ttl_in_seconds",
            doc =
                "State only: how many seconds a value lives that is written without a time to live;"
                    + " 0 or less for ever.")
        Optional<Integer> ttlInSeconds,
    @Setting(
            key = "biggerThan",
            aliases = "bigger_than",
            doc =
                "Sequencer only: stored keys, with their prefix such as `sequencer|||app1||order`,"
                    + " and the numbers that their ids must exceed.")
        Map<String, Long> biggerThan,
    @Setting(
            doc = "Lock `redis_cluster` only: accepted, and without effect.",
            aliases = "concurrency_limit")
        Optional<Integer> concurrency,
    @Setting(
            key = "writeTimeout",
            aliases = "write_timeout",
            doc =
                "Accepted, and without effect: what is written is bounded by the call's deadline.")
        Optional<String> writeTimeout,
    @Setting(
            key = "redisMinRetryInterval",
            aliases = "redis_min_retry_interval",
            doc = "Accepted, and without effect: see `maxRetries`.")
        Optional<String> redisMinRetryInterval,
    @Setting(
            key = "redisMaxRetryInterval",
            aliases = "redis_max_retry_interval",
            doc = "Accepted, and without effect: see `maxRetries`.")
        Optional<String> redisMaxRetryInterval,
    @Setting(
            key = "minIdleConns",
            aliases = "min_idle_conns",
            doc = "Accepted, and without effect: connections are kept once they are open.")
        Optional<String> minIdleConns,
    @Setting(
            key = "maxConnAge",
            aliases = "max_conn_age",
            doc = "Accepted, and without effect: connections do not age.")
        Optional<String> maxConnAge,
    @Setting(
            key = "poolTimeout",
            aliases = "pool_timeout",
            doc = "Accepted, and without effect: a call waits until its deadline.")
        Optional<String> poolTimeout,
    @Setting(
            key = "idleTimeout",
            aliases = "idle_timeout",
            doc =
                "Accepted, and without effect: a connection that was idle is tried before its use.")
        Optional<String> idleTimeout,
    @Setting(
            key = "idleCheckFrequency",
            aliases = "idle_check_frequency",
            doc =
                "Accepted, and without effect: a connection that was idle is tried before its use.")
        Optional<String> idleCheckFrequency) {

  /** Whether Redis is one server or a Redis Cluster. */
  public enum Type {
    /** One server, with or without replicas. */
    NODE,
    /** A Redis Cluster. */
    CLUSTER
  }

  /** Refuses what contradicts itself. */
  public RedisSettings {
    require(!redisHost.isBlank(), "redisHost: \"\" (expected: host:port)");
    require(
        redisPort > 0 && redisPort < 65_536, "redisPort: " + redisPort + " (expected: 1 to 65535)");
    require(redisDb >= 0, "redisDB: " + redisDb + " (expected: >= 0)");
    require(
        connections > 0 && connections <= 64,
        "connections: " + connections + " (expected: 1 to 64)");
    require(dialTimeout.isPositive(), "dialTimeout: 0s (expected: more than 0s)");
    require(readTimeout.isPositive(), "readTimeout: 0s (expected: more than 0s)");
    require(poolSize > 0, "poolSize: " + poolSize + " (expected: >= 1)");
    require(maxQueued.bytes() > 0, "maxQueued: " + maxQueued + " (expected: > 0)");
    require(
        !failover || !sentinelMasterName.isBlank(),
        "sentinelMasterName: \"\" (expected: a name, since failover is true)");
    require(
        redisType == Type.NODE || (!failover && redisDb == 0),
        "redisType: cluster (expected: node, with failover or a redisDB other than 0)");
    require(
        clientCert.isPresent() == clientKey.isPresent(),
        "clientCert: alone (expected: both clientCert and clientKey, or neither)");
    biggerThan = Map.copyOf(biggerThan);
    biggerThan.forEach((key, number) ->
        require(
            number >= 0, "biggerThan: " + number + " for key \"" + key + "\" (expected: >= 0)"));
  }

  /** The settings of each host that these name, alone. */
  public List<RedisSettings> eachHost() {
    return Arrays.stream(redisHost.split(","))
        .map(String::strip)
        .filter(host -> !host.isEmpty())
        .map(this::withHost)
        .toList();
  }

  private RedisSettings withHost(String host) {
    return new RedisSettings(
        host,
        redisPort,
        redisUsername,
        redisPassword,
        redisDb,
        redisType,
        failover,
        sentinelMasterName,
        sentinelUsername,
        sentinelPassword,
        enableTls,
        insecureSkipTlsVerify,
        tlsCa,
        clientCert,
        clientKey,
        dialTimeout,
        readTimeout,
        maxRetries,
        maxRetryBackoff,
        connections,
        poolSize,
        maxQueued,
        ttlInSeconds,
        biggerThan,
        concurrency,
        writeTimeout,
        redisMinRetryInterval,
        redisMaxRetryInterval,
        minIdleConns,
        maxConnAge,
        poolTimeout,
        idleTimeout,
        idleCheckFrequency);
  }

  /** Refuses a time to live, in a kind that has none. */
  public void refuseTtl() {
    require(ttlInSeconds.isEmpty(), "ttlInSeconds: only a state store has it");
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
