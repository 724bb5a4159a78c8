package io.outrigger.redis.client;

import io.outrigger.spi.Secret;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.List;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;
import org.jspecify.annotations.Nullable;

/** TLS as the settings ask for it: checked, unless they say otherwise. */
final class Tls {

  private static final char[] NO_PASSWORD = new char[0];

  private Tls() {}

  /**
   * What makes the sockets.
   *
   * @throws IllegalArgumentException when a certificate or key cannot be read
   */
  static SSLSocketFactory sockets(RedisSettings settings) {
    try {
      var context = SSLContext.getInstance("TLS");
      context.init(keys(settings), trust(settings), null);
      return context.getSocketFactory();
    } catch (GeneralSecurityException | IOException e) {
      throw new IllegalArgumentException("enableTLS: " + e.getMessage(), e);
    }
  }

  /** What is checked besides the signatures: the name of the host. */
  static SSLParameters checks(RedisSettings settings) {
    var parameters = new SSLParameters();
    if (!settings.insecureSkipTlsVerify()) {
      parameters.setEndpointIdentificationAlgorithm("HTTPS");
    }
    return parameters;
  }

  private static TrustManager @Nullable [] trust(RedisSettings settings)
      throws GeneralSecurityException, IOException {
    if (settings.insecureSkipTlsVerify()) {
      return new TrustManager[] {new TrustAll()};
    }
    return settings.tlsCa().isPresent() ? trust(settings.tlsCa().get()) : null;
  }

  private static TrustManager[] trust(Path file) throws GeneralSecurityException, IOException {
    var store = emptyStore();
    int number = 0;
    for (var certificate : certificates(Files.readString(file))) {
      store.setCertificateEntry("ca-" + number++, certificate);
    }
    var factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    factory.init(store);
    return factory.getTrustManagers();
  }

  private static KeyManager @Nullable [] keys(RedisSettings settings)
      throws GeneralSecurityException, IOException {
    if (settings.clientCert().isEmpty() || settings.clientKey().isEmpty()) {
      return null;
    }
    var chain = certificates(settings.clientCert().get());
    var key =
        privateKey(settings.clientKey().get(), chain.getFirst().getPublicKey().getAlgorithm());
    var store = emptyStore();
    store.setKeyEntry("client", key, NO_PASSWORD, chain.toArray(Certificate[]::new));
    var factory = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    factory.init(store, NO_PASSWORD);
    return factory.getKeyManagers();
  }

  private static List<Certificate> certificates(String pem) throws GeneralSecurityException {
    var bytes = new ByteArrayInputStream(pem.getBytes(StandardCharsets.UTF_8));
    var found = CertificateFactory.getInstance("X.509").generateCertificates(bytes);
    if (found.isEmpty()) {
      throw new GeneralSecurityException("no certificate (expected: PEM)");
    }
    return List.copyOf(found);
  }

  /** The message of a failure shows nothing of the key. */
  private static PrivateKey privateKey(Secret pem, String algorithm)
      throws GeneralSecurityException {
    try {
      var base64 = pem.reveal().replaceAll("-----(BEGIN|END) PRIVATE KEY-----|\\s", "");
      var encoded = new PKCS8EncodedKeySpec(Base64.getDecoder().decode(base64));
      return KeyFactory.getInstance(algorithm).generatePrivate(encoded);
    } catch (GeneralSecurityException | IllegalArgumentException _) {
      throw new GeneralSecurityException("clientKey is no key of clientCert in PKCS#8 PEM");
    }
  }

  private static KeyStore emptyStore() throws GeneralSecurityException, IOException {
    var store = KeyStore.getInstance(KeyStore.getDefaultType());
    store.load(null, NO_PASSWORD);
    return store;
  }

  /** Believes everybody, since the settings say so. */
  private static final class TrustAll extends X509ExtendedTrustManager {

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket) {}

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket) {}

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine) {}

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine) {}

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type) {}

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type) {}

    @Override
    public X509Certificate[] getAcceptedIssuers() {
      return new X509Certificate[0];
    }
  }
}
