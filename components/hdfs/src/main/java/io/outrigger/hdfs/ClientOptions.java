package io.outrigger.hdfs;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.apache.hadoop.hdfs.HdfsConfiguration;

/**
 * What the Hadoop client is told. Its own defaults are those of a batch job, which tries again for
 * minutes; here somebody waits.
 */
final class ClientOptions {

  /** What a packet of a file that is written may have, in bytes. */
  private static final int PACKET_BYTES = 64 * 1024;

  /** How many packets wait to be sent or acknowledged, of the 80 of Hadoop's own: 1 MiB. */
  private static final int MOST_PACKETS = 16;

  private static final String FAILOVER =
      "org.apache.hadoop.hdfs.server.namenode.ha.ConfiguredFailoverProxyProvider";

  private final HdfsSettings settings;
  private final Endpoint endpoint;

  ClientOptions(HdfsSettings settings) {
    this.settings = settings;
    endpoint = Endpoint.parse(settings.endpoint(), settings.nameNodes());
  }

  /** The configuration of a client, with everything that is not said at Hadoop's own default. */
  HdfsConfiguration configuration() {
    var configuration = new HdfsConfiguration();
    configuration.setClassLoader(ClientOptions.class.getClassLoader());
    all().forEach(configuration::set);
    return configuration;
  }

  /** The properties. */
  Map<String, String> all() {
    var all = new LinkedHashMap<String, String>();
    addTimeouts(all);
    addRetries(all);
    addMemory(all);
    if (endpoint.isNameService()) {
      addNameService(all);
    }
    addSecurity(all);
    all.put("hadoop.rpc.socket.factory.class.default", InstanceSockets.class.getName());
    all.put(InstanceSockets.INSTANCE, UUID.randomUUID().toString());
    all.putAll(settings.properties());
    return all;
  }

  private void addTimeouts(Map<String, String> all) {
    var connect = Long.toString(settings.connectTimeout().toMillis());
    var read = Long.toString(settings.readTimeout().toMillis());
    all.put("ipc.client.connect.timeout", connect);
    all.put("ipc.client.rpc-timeout.ms", read);
    all.put("dfs.client.socket-timeout", read);
    all.put("dfs.datanode.socket.write.timeout", read);
  }

  private static void addRetries(Map<String, String> all) {
    all.put("ipc.client.connect.max.retries", "0");
    all.put("ipc.client.connect.max.retries.on.timeouts", "0");
    all.put("ipc.client.connect.max.retries.on.sasl", "1");
    all.put("dfs.client.retry.policy.enabled", "false");
    all.put("dfs.client.retry.max.attempts", "3");
    // About two seconds in all, in which the other NameNode can take over.
    all.put("dfs.client.failover.max.attempts", "5");
    all.put("dfs.client.failover.sleep.base.millis", "100");
    all.put("dfs.client.failover.sleep.max.millis", "1000");
    // The pause before a block is looked for on another DataNode, times a random number.
    all.put("dfs.client.retry.window.base", "100");
    // A file is whole when the NameNode has heard of its last block, mostly within milliseconds.
    all.put("dfs.client.block.write.locateFollowingBlock.initial.delay.ms", "5");
    all.put("dfs.client.block.write.locateFollowingBlock.max.delay.ms", "1000");
    all.put("dfs.client.block.write.locateFollowingBlock.retries", "15");
    all.put("dfs.client.datanode-restart.timeout", "5");
  }

  private void addMemory(Map<String, String> all) {
    all.put("dfs.client-write-packet-size", Integer.toString(PACKET_BYTES));
    all.put("dfs.client.write.max-packets-in-flight", Integer.toString(MOST_PACKETS));
    // Its cache of connections has a thread that nobody can end.
    all.put("dfs.client.socketcache.capacity", "0");
    all.put("dfs.client.context", "outrigger-" + endpoint.authority());
  }

  private void addNameService(Map<String, String> all) {
    var service = endpoint.host();
    all.put("dfs.nameservices", service);
    all.put("dfs.client.failover.proxy.provider." + service, FAILOVER);
    var ids = new ArrayList<String>();
    for (var address : settings.nameNodes()) {
      ids.add("nn" + ids.size());
      all.put("dfs.namenode.rpc-address." + service + '.' + ids.getLast(), address);
    }
    all.put("dfs.ha.namenodes." + service, String.join(",", ids));
  }

  private void addSecurity(Map<String, String> all) {
    if (settings.principal().isEmpty()) {
      // Hadoop knows one kind of security per process; another instance may have Kerberos.
      all.put("ipc.client.fallback-to-simple-auth-allowed", "true");
      return;
    }
    all.put("hadoop.security.authentication", "kerberos");
    var service = settings.servicePrincipal();
    all.put("dfs.namenode.kerberos.principal", service);
    // Hadoop's own pattern takes anybody for a NameNode whom the KDC knows.
    all.put("dfs.namenode.kerberos.principal.pattern", service.contains("*") ? service : "");
  }
}
