package io.outrigger.mongodb.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.Base64;

/**
 * A certificate that signs itself, and so is its own authority.
 *
 * @param key its key
 * @param certificate the certificate
 * @param file the certificate in PEM
 * @param both the certificate and its key in PEM
 */
public record Certificate(PrivateKey key, X509Certificate certificate, Path file, Path both) {

  private static final String PASSWORD = "changeit";

  /** A certificate of a host with this address. */
  public static Certificate of(Path directory, String address) {
    try {
      var store = directory.resolve("store-" + address + ".p12");
      keytool(store, address);
      var keys = KeyStore.getInstance(store.toFile(), PASSWORD.toCharArray());
      var key = (PrivateKey) keys.getKey("demo", PASSWORD.toCharArray());
      var certificate = (X509Certificate) keys.getCertificate("demo");
      var pem = pem("CERTIFICATE", certificate.getEncoded());
      var file = Files.writeString(directory.resolve(address + ".crt"), pem);
      var both =
          Files.writeString(
              directory.resolve(address + ".pem"), pem + pem("PRIVATE KEY", key.getEncoded()));
      return new Certificate(key, certificate, file, both);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void keytool(Path store, String address) throws IOException {
    var process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-alias",
                "demo",
                "-keyalg",
                "EC",
                "-dname",
                "CN=demo",
                "-ext",
                "san=ip:" + address,
                "-validity",
                "2",
                "-storepass",
                PASSWORD,
                "-keystore",
                store.toString())
            .redirectErrorStream(true)
            .start();
    var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (process.onExit().join().exitValue() != 0) {
      throw new IllegalStateException("keytool: " + output);
    }
  }

  private static String pem(String what, byte[] encoded) {
    var base64 = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(encoded);
    return "-----BEGIN %1$s-----%n%2$s%n-----END %1$s-----%n".formatted(what, base64);
  }
}
