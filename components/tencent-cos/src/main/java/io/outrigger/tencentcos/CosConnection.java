package io.outrigger.tencentcos;

import com.qcloud.cos.COSClient;
import com.qcloud.cos.ClientConfig;
import com.qcloud.cos.auth.BasicCOSCredentials;
import com.qcloud.cos.auth.BasicSessionCredentials;
import com.qcloud.cos.auth.COSCredentials;
import com.qcloud.cos.endpoint.EndpointResolver;
import com.qcloud.cos.endpoint.UserSpecifiedEndpointBuilder;
import com.qcloud.cos.exception.CosClientException;
import com.qcloud.cos.exception.CosServiceException;
import com.qcloud.cos.http.HttpProtocol;
import com.qcloud.cos.region.Region;
import io.outrigger.spi.ComponentException;
import io.outrigger.spi.ErrorCode;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The way of one instance to its bucket. Work blocks its thread, and ends soon when that is
 * interrupted: the connection is closed then. Safe for use by many threads.
 */
final class CosConnection {

  private final CosSettings settings;
  private final CosEndpoint endpoint;

  /** Guards that one client is made, and none after the end. */
  private final ReentrantLock lock = new ReentrantLock();

  private volatile @Nullable COSClient client;
  private boolean closed;

  /** A way that is not open. */
  CosConnection(CosSettings settings) {
    this.settings = settings;
    endpoint = settings.cos();
  }

  /** The bucket, as the SDK wants to be told. */
  String bucket() {
    return endpoint.bucket();
  }

  /** The address of COS, for traces. */
  String peer() {
    return endpoint.address();
  }

  /** Opens the way if it is not open; that takes no round trip. */
  void open() {
    lock.lock();
    try {
      if (client == null && !closed) {
        client = new COSClient(credentials(), config());
      }
    } finally {
      lock.unlock();
    }
  }

  /** Ends all that is under way; the SDK's thread ends, too. */
  void close() {
    lock.lock();
    try {
      closed = true;
      var open = client;
      client = null;
      if (open != null) {
        open.shutdown();
      }
    } finally {
      lock.unlock();
    }
  }

  /** Does work whose failures are to reach the caller with a code. */
  <T> T run(String subject, Function<COSClient, T> work) {
    var open = client;
    if (open == null) {
      throw notOpen(subject);
    }
    try {
      return work.apply(open);
    } catch (CosServiceException e) {
      throw CosFailures.of(subject, e);
    } catch (CosClientException e) {
      throw client == null ? notOpen(subject) : CosFailures.of(subject, e);
    }
  }

  private ComponentException notOpen(String subject) {
    return new ComponentException(
        ErrorCode.UNAVAILABLE, subject + ": not connected to COS at " + endpoint.address());
  }

  private COSCredentials credentials() {
    var id = settings.accessKeyId().reveal();
    var secret = settings.accessKeySecret().reveal();
    return settings.sessionToken().isEmpty()
        ? new BasicCOSCredentials(id, secret)
        : new BasicSessionCredentials(id, secret, settings.sessionToken().reveal());
  }

  private ClientConfig config() {
    var config = new ClientConfig(new Region(endpoint.region()));
    config.setHttpProtocol(endpoint.secure() ? HttpProtocol.https : HttpProtocol.http);
    config.setEndpointBuilder(new UserSpecifiedEndpointBuilder(endpoint.host(), endpoint.host()));
    config.setEndpointResolver(new OneAddress(endpoint.address()));
    config.setConnectionTimeout((int) settings.connectTimeout().toMillis());
    config.setConnectionRequestTimeout((int) settings.timeout().toMillis());
    config.setSocketTimeout((int) settings.timeout().toMillis());
    config.setMaxConnectionsCount(settings.maxConnections());
    var retries = new CosRetries(() -> client == null);
    config.setRetryPolicy(retries);
    config.setBackoffStrategy(retries);
    config.setMaxErrorRetry(CosRetries.MOST_QUESTIONS);
    quiet(config);
    return config;
  }

  /** Leaves out what the SDK does besides; names of files are judged before it sees them. */
  private static void quiet(ClientConfig config) {
    config.setPrintShutdownStackTrace(false);
    config.setErrorLogStatusCodeThresh(Integer.MAX_VALUE);
    config.setAddLogDebugHeader(false);
    config.setCheckRequestPath(false);
    config.setCheckPreflightStatus(false);
    config.setThrow412Directly(true);
    config.setThrow304Directly(true);
  }

  /** Connects to one address, whatever the host is called there. */
  private record OneAddress(String address) implements EndpointResolver {

    @Override
    public String resolveGeneralApiEndpoint(String host) {
      return address;
    }

    @Override
    public String resolveGetServiceApiEndpoint(String host) {
      return address;
    }
  }
}
