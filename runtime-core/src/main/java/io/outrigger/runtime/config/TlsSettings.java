package io.outrigger.runtime.config;

import io.outrigger.spi.Setting;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * The settings {@code server.tls}: how the addresses of TCP are encrypted, and who may connect.
 *
 * @param certificate PEM, the server's own certificate first
 * @param key PEM, PKCS #8
 * @param clientCa PEM; empty when clients need no certificate
 * @param reload positive, at most a day
 */
public record TlsSettings(
    @Setting(
            doc =
                "The file with the server's certificate and those that lead to its authority, PEM,"
                    + " its own first.")
        Path certificate,
    @Setting(doc = "The file with the certificate's key, PEM (PKCS #8), not encrypted.") Path key,
    @Setting(
            doc =
                "The file with the authorities of client certificates, PEM. When it is there, a"
                    + " client without a certificate of one of them cannot connect.")
        Optional<Path> clientCa,
    @Setting(
            doc =
                "How often the files are looked at. New ones count for connections from then on;"
                    + " files that cannot be used leave what is there, with a warning.",
            orElse = "10s")
        Duration reload) {

  /** Checks the ranges. */
  public TlsSettings {
    Check.positive("reload", reload);
    Check.atMostOneDay("reload", reload);
  }
}
