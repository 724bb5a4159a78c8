package io.outrigger.hdfs;

import io.outrigger.spi.Setting;
import io.outrigger.spi.file.EndpointSettings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The settings of a {@link HdfsFileStore}; of their names Layotto has {@code endpoint}. */
public record HdfsSettings(
    @Setting(
            doc =
                "Where the NameNode is: `tcp:host:port` or `hdfs://host:port`. With several"
                    + " NameNodes (high availability) `hdfs://nameservice` and `name_nodes`. An"
                    + " `hdfs://` may go on with a directory, which `root` is below then.",
            example = "tcp:localhost:9000")
        String endpoint,
    @Setting(doc = "The NameNodes of the name service that `endpoint` names, each `host:port`.")
        List<String> nameNodes,
    @Setting(
            doc =
                "The directory that holds the files; made at the start when it is not there. No"
                    + " name leads out of it. Unfinished files are in `.outrigger-tmp` in it, so"
                    + " that the user must be allowed to write there.",
            orElse = "/")
        String root,
    @Setting(
            doc =
                "Who to be for a cluster without Kerberos. Empty means the environment variable"
                    + " `HADOOP_USER_NAME`, or else the user of the process.",
            orElse = "")
        String user,
    @Setting(
            doc =
                "Who to be for a cluster with Kerberos, such as `outrigger@EXAMPLE.COM`; `keytab`"
                    + " and `service_principal` are needed with it.",
            orElse = "")
        String principal,
    @Setting(doc = "The file that holds the keys of `principal`.") Optional<Path> keytab,
    @Setting(
            doc =
                "The principal that the NameNodes must have, such as `nn/_HOST@EXAMPLE.COM`, where"
                    + " `_HOST` stands for the name of the host in the DNS, or with `*` for any"
                    + " text: `nn/*@EXAMPLE.COM`.",
            orElse = "")
        String servicePrincipal,
    @Setting(
            doc =
                "How many DataNodes keep each block of a file, from 1 to 512. The cluster's own"
                    + " default when absent.")
        Optional<Integer> replication,
    @Setting(doc = "How long to wait for a connection to a NameNode.", orElse = "2s")
        Duration connectTimeout,
    @Setting(
            doc =
                "How long to wait for an answer of a NameNode, and for a connection to a DataNode"
                    + " and each piece of data from or to it.",
            orElse = "10s")
        Duration readTimeout,
    @Setting(
            doc =
                "Properties of the Hadoop client that go before all else here, such as"
                    + " `dfs.client.use.datanode.hostname` or `dfs.data.transfer.protection`.")
        Map<String, String> properties)
    implements EndpointSettings {

  private static final int MOST_REPLICAS = 512;
  private static final String FORBIDDEN_IN_USER = "[^/:\\s]*";

  /** Refuses what contradicts itself. */
  public HdfsSettings {
    nameNodes = List.copyOf(nameNodes);
    properties = Map.copyOf(properties);
    var _ = Endpoint.parse(endpoint, nameNodes);
    require(
        user.matches(FORBIDDEN_IN_USER),
        "user: \"" + user + "\" (expected: a name without slash, colon and space)");
    require(
        !principal.isEmpty() == keytab.isPresent()
            && !principal.isEmpty() != servicePrincipal.isEmpty(),
        "principal, keytab, service_principal: only some (expected: all three, or none)");
    require(
        principal.isEmpty() || user.isEmpty(),
        "user: \"" + user + "\" (expected: none, as there is a principal)");
    replication.ifPresent(number ->
        require(
            number >= 1 && number <= MOST_REPLICAS,
            "replication: " + number + " (expected: 1 to " + MOST_REPLICAS + ')'));
    require(
        connectTimeout.toMillis() > 0,
        "connect_timeout: " + connectTimeout + " (expected: >= 1ms)");
    require(readTimeout.toMillis() > 0, "read_timeout: " + readTimeout + " (expected: >= 1ms)");
    var _ = Root.of(Endpoint.parse(endpoint, nameNodes), root);
  }

  private static void require(boolean valid, String message) {
    if (!valid) {
      throw new IllegalArgumentException(message);
    }
  }
}
