package io.outrigger.hdfs;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.hdfs.HdfsConfiguration;
import org.apache.hadoop.minikdc.MiniKdc;
import org.apache.hadoop.security.UserGroupInformation;
import org.slf4j.LoggerFactory;

/**
 * A cluster with Kerberos, and its KDC, in this process. Hadoop knows one kind of security per
 * process: no other cluster can be in it.
 */
final class SecureCluster implements AutoCloseable {

  private static final String SERVICE = "hdfs/localhost";
  private static final String WEB = "HTTP/localhost";

  private final MiniKdc kdc;
  private final MiniCluster cluster;
  private final Path keytabs;

  private SecureCluster(MiniKdc kdc, MiniCluster cluster, Path keytabs) {
    this.kdc = kdc;
    this.cluster = cluster;
    this.keytabs = keytabs;
  }

  /** Starts a KDC, a NameNode and a DataNode. */
  static SecureCluster start() throws Exception {
    ((Logger) LoggerFactory.getLogger("org.apache")).setLevel(Level.OFF);
    var directory = Files.createTempDirectory(Path.of("target"), "kdc").toAbsolutePath();
    var kdc = new MiniKdc(MiniKdc.createConf(), directory.toFile());
    kdc.start();
    var keytab = directory.resolve("hdfs.keytab").toFile();
    kdc.createPrincipal(keytab, SERVICE, WEB);
    var configuration = configuration(kdc.getRealm(), keytab);
    UserGroupInformation.setConfiguration(configuration);
    UserGroupInformation.loginUserFromKeytab(SERVICE + '@' + kdc.getRealm(), keytab.getPath());
    return new SecureCluster(kdc, MiniCluster.start(configuration), directory);
  }

  private static Configuration configuration(String realm, File keytab) {
    var configuration = new HdfsConfiguration();
    configuration.set("hadoop.security.authentication", "kerberos");
    for (var server : new String[] {"namenode", "datanode"}) {
      configuration.set("dfs." + server + ".kerberos.principal", SERVICE + '@' + realm);
      configuration.set("dfs." + server + ".keytab.file", keytab.getPath());
    }
    configuration.set("dfs.web.authentication.kerberos.principal", WEB + '@' + realm);
    configuration.set("dfs.web.authentication.kerberos.keytab", keytab.getPath());
    configuration.setBoolean("dfs.block.access.token.enable", true);
    configuration.set("dfs.data.transfer.protection", "privacy");
    configuration.setBoolean("ignore.secure.ports.for.testing", true);
    return configuration;
  }

  MiniCluster cluster() {
    return cluster;
  }

  /** The name of a user, in full. */
  String principal(String user) {
    return user + '@' + kdc.getRealm();
  }

  /** The principal of the NameNode. */
  String service() {
    return principal("hdfs/_HOST");
  }

  /** Makes a user, and the file with the keys. */
  Path keytab(String user) throws Exception {
    var keytab = keytabs.resolve(user + ".keytab");
    kdc.createPrincipal(keytab.toFile(), user);
    return keytab;
  }

  @Override
  public void close() {
    cluster.close();
    kdc.stop();
  }
}
