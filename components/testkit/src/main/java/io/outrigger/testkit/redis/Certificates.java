package io.outrigger.testkit.redis;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Base64;
import java.util.List;

/**
 * A certificate that signs itself, and so is its own authority, in PEM files.
 *
 * @param certificate the certificate
 * @param key its key
 */
public record Certificates(Path certificate, Path key) {

  private static final String PASSWORD = "changeit";

  /** A certificate of a host with this address. */
  public static Certificates make(Path directory, String address) {
    var store = directory.resolve("store.p12");
    try {
      keytool(store, address);
      return export(store, directory);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The file of the authority. */
  public Path authority() {
    return certificate;
  }

  private static void keytool(Path store, String address) throws IOException {
    var program = Path.of(System.getProperty("java.home"), "bin", "keytool").toString();
    var command = new ProcessBuilder(program, "-genkeypair", "-alias", "redis");
    command.command().addAll(List.of("-keyalg", "RSA", "-keysize", "2048"));
    command.command().addAll(List.of("-dname", "CN=redis", "-ext", "san=ip:" + address));
    command.command().addAll(List.of("-validity", "2", "-storepass", PASSWORD));
    command.command().addAll(List.of("-keystore", store.toString()));
    try {
      var process = command.redirectErrorStream(true).start();
      var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      if (process.waitFor() != 0) {
        throw new IllegalStateException("keytool: " + output);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static Certificates export(Path store, Path directory)
      throws IOException, GeneralSecurityException {
    var keys = KeyStore.getInstance(store.toFile(), PASSWORD.toCharArray());
    var certificate = directory.resolve("redis.crt");
    var key = directory.resolve("redis.key");
    Files.writeString(certificate, pem("CERTIFICATE", keys.getCertificate("redis").getEncoded()));
    var secret = keys.getKey("redis", PASSWORD.toCharArray());
    Files.writeString(key, pem("PRIVATE KEY", secret.getEncoded()));
    return new Certificates(certificate, key);
  }

  private static String pem(String what, byte[] encoded) {
    var base64 = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(encoded);
    return "-----BEGIN %1$s-----\n%2$s\n-----END %1$s-----\n".formatted(what, base64);
  }
}
