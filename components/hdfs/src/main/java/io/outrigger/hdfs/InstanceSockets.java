package io.outrigger.hdfs;

import org.apache.hadoop.conf.Configurable;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.net.StandardSocketFactory;
import org.jspecify.annotations.Nullable;

/**
 * The ordinary sockets, of one instance. Hadoop keeps one set of connections, with the timeouts and
 * the security of whoever came first, for all whose socket factories are equal; those of two
 * instances are not.
 */
final class InstanceSockets extends StandardSocketFactory implements Configurable {

  /** The property with what tells instances apart. */
  static final String INSTANCE = "outrigger.instance";

  private @Nullable Configuration configuration;

  /** For Hadoop, which calls {@link #setConf} next. */
  InstanceSockets() {}

  @Override
  public void setConf(Configuration given) {
    configuration = given;
  }

  @Override
  public @Nullable Configuration getConf() {
    return configuration;
  }

  private String instance() {
    return configuration == null ? "" : configuration.get(INSTANCE, "");
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof InstanceSockets that && that.instance().equals(instance());
  }

  @Override
  public int hashCode() {
    return instance().hashCode();
  }
}
