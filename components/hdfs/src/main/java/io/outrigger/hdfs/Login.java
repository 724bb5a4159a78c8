package io.outrigger.hdfs;

import java.io.IOException;
import java.util.concurrent.locks.ReentrantLock;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.security.UserGroupInformation;

/** Who an instance is for HDFS: a user of its own, also where two instances have one name. */
final class Login {

  /** Guards what kind of security Hadoop has, of which there is one for all instances. */
  private static final ReentrantLock SECURITY = new ReentrantLock();

  private Login() {}

  /** Takes the name, or for a principal asks the KDC. */
  static UserGroupInformation login(HdfsSettings settings, Configuration configuration)
      throws IOException {
    if (settings.principal().isEmpty()) {
      return UserGroupInformation.createRemoteUser(user(settings));
    }
    SECURITY.lock();
    try {
      UserGroupInformation.setConfiguration(configuration);
    } finally {
      SECURITY.unlock();
    }
    return UserGroupInformation.loginUserFromKeytabAndReturnUGI(
        settings.principal(), settings.keytab().orElseThrow().toString());
  }

  private static String user(HdfsSettings settings) {
    if (!settings.user().isEmpty()) {
      return settings.user();
    }
    var environment = System.getenv("HADOOP_USER_NAME");
    return environment == null || environment.isBlank()
        ? System.getProperty("user.name")
        : environment;
  }
}
