package io.outrigger.it;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** An authority that makes certificates for tests, by the JDK's {@code keytool}. */
final class Certificates {

  private static final String PASSWORD = "changeit";

  private final Path directory;
  private final Path authority;

  /** A new authority, which keeps its files in {@code directory}. */
  Certificates(Path directory, String name) throws Exception {
    this.directory = Files.createDirectories(directory.resolve(name));
    this.authority = this.directory.resolve("ca.pem");
    pair("ca", "-dname", "CN=" + name, "-ext", "bc:c");
    keytool("ca", "-exportcert", "-rfc", "-alias", "ca", "-file", authority.toString());
  }

  /** The authority's own certificate. */
  Path authority() {
    return authority;
  }

  /** A certificate and its key, in files. */
  record Pair(Path certificate, Path key) {}

  /** A new certificate for {@code 127.0.0.1}. */
  Pair issue(String name) throws Exception {
    pair(name, "-dname", "CN=" + name);
    var request = file(name + ".csr");
    var certificate = file(name + ".pem");
    keytool(name, "-certreq", "-alias", name, "-file", request.toString());
    keytool(
        "ca",
        List.of(
            "-gencert",
            "-rfc",
            "-alias",
            "ca",
            "-infile",
            request.toString(),
            "-outfile",
            certificate.toString(),
            "-ext",
            "san=ip:127.0.0.1,dns:sidecar.example"));
    return new Pair(certificate, key(name));
  }

  private void pair(String name, String... more) throws Exception {
    var arguments =
        new ArrayList<>(
            List.of(
                "-genkeypair",
                "-alias",
                name,
                "-keyalg",
                "EC",
                "-groupname",
                "secp256r1",
                "-validity",
                "2"));
    arguments.addAll(List.of(more));
    keytool(name, arguments);
  }

  private void keytool(String store, String... arguments) throws Exception {
    keytool(store, List.of(arguments));
  }

  private void keytool(String store, List<String> arguments) throws Exception {
    var command = new ArrayList<String>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
    command.addAll(arguments);
    command.addAll(List.of("-keystore", file(store + ".p12").toString(), "-storepass", PASSWORD));
    var log = file("keytool.log");
    var process =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile()).start();
    if (!process.waitFor(60, TimeUnit.SECONDS) || process.exitValue() != 0) {
      throw new IllegalStateException(arguments + ": " + Files.readString(log));
    }
  }

  private Path key(String name) throws IOException, GeneralSecurityException {
    var store = KeyStore.getInstance(file(name + ".p12").toFile(), PASSWORD.toCharArray());
    var key = store.getKey(name, PASSWORD.toCharArray()).getEncoded();
    var lines = Base64.getMimeEncoder(64, new byte[] {'\n'}).encode(key);
    return Files.writeString(
        file(name + ".key"),
        "-----BEGIN PRIVATE KEY-----\n"
            + new String(lines, UTF_8)
            + "\n-----END PRIVATE KEY-----\n");
  }

  private Path file(String name) {
    return directory.resolve(name);
  }
}
