package io.outrigger.mongodb.client;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;

/**
 * The PEM files that the options {@code tlsCAFile} and {@code tlsCertificateKeyFile} of a
 * connection string name: those of MongoDB's own clients, which this driver does not know.
 */
final class TlsFiles {

  private static final char[] NO_PASSWORD = new char[0];
  private static final Pattern KEY =
      Pattern.compile("-----BEGIN PRIVATE KEY-----(.*?)-----END PRIVATE KEY-----", Pattern.DOTALL);

  private TlsFiles() {}

  /**
   * What the connections have to be made with; empty when no files are named.
   *
   * @throws IllegalArgumentException when a file cannot be read, or has not in it what it should
   */
  static Optional<SSLContext> of(String uri) {
    var authority = option(uri, "tlscafile");
    var own = option(uri, "tlscertificatekeyfile");
    if (authority.isEmpty() && own.isEmpty()) {
      return Optional.empty();
    }
    try {
      var context = SSLContext.getInstance("TLS");
      context.init(
          own.isEmpty() ? null : keys(own.get()),
          authority.isEmpty() ? null : trust(authority.get()),
          null);
      return Optional.of(context);
    } catch (GeneralSecurityException | IOException | InvalidPathException e) {
      throw new IllegalArgumentException(
          "tlsCAFile, tlsCertificateKeyFile: " + e.getMessage() + " (expected: PEM files)", e);
    }
  }

  /** The names of options are the same in any case. */
  private static Optional<String> option(String uri, String name) {
    int query = uri.indexOf('?');
    return Stream.of(query < 0 ? new String[0] : uri.substring(query + 1).split("[&;]"))
        .map(each -> each.split("=", 2))
        .filter(each -> each.length == 2 && each[0].toLowerCase(Locale.ROOT).equals(name))
        .map(each -> URLDecoder.decode(each[1], StandardCharsets.UTF_8))
        .findFirst();
  }

  private static TrustManager[] trust(String file) throws GeneralSecurityException, IOException {
    var store = emptyStore();
    int number = 0;
    for (var certificate : certificates(read(file))) {
      store.setCertificateEntry("ca-" + number++, certificate);
    }
    var factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    factory.init(store);
    return factory.getTrustManagers();
  }

  private static KeyManager @Nullable [] keys(String file)
      throws GeneralSecurityException, IOException {
    var pem = read(file);
    var chain = certificates(KEY.matcher(pem).replaceAll(""));
    var key = privateKey(pem, chain.getFirst().getPublicKey().getAlgorithm());
    var store = emptyStore();
    store.setKeyEntry("client", key, NO_PASSWORD, chain.toArray(Certificate[]::new));
    var factory = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    factory.init(store, NO_PASSWORD);
    return factory.getKeyManagers();
  }

  private static String read(String file) throws IOException {
    return Files.readString(Path.of(file), StandardCharsets.ISO_8859_1);
  }

  private static List<Certificate> certificates(String pem) throws GeneralSecurityException {
    var bytes = new ByteArrayInputStream(pem.getBytes(StandardCharsets.ISO_8859_1));
    var found = CertificateFactory.getInstance("X.509").generateCertificates(bytes);
    if (found.isEmpty()) {
      throw new GeneralSecurityException("no certificate");
    }
    return List.copyOf(found);
  }

  /** The message of a failure shows nothing of the key. */
  private static PrivateKey privateKey(String pem, String algorithm)
      throws GeneralSecurityException {
    var match = KEY.matcher(pem);
    if (!match.find()) {
      throw new GeneralSecurityException("no key in PKCS#8 without a password (PRIVATE KEY)");
    }
    try {
      var encoded = Base64.getMimeDecoder().decode(match.group(1).strip());
      return KeyFactory.getInstance(algorithm).generatePrivate(new PKCS8EncodedKeySpec(encoded));
    } catch (GeneralSecurityException | IllegalArgumentException _) {
      throw new GeneralSecurityException("the key is none of the certificate");
    }
  }

  private static KeyStore emptyStore() throws GeneralSecurityException, IOException {
    var store = KeyStore.getInstance(KeyStore.getDefaultType());
    store.load(null, NO_PASSWORD);
    return store;
  }
}
