package io.outrigger.client;

import java.nio.file.Path;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * How a connection is encrypted and who may be at its other end. Immutable; the files are read when
 * a client is built. The sidecar's certificate and its name are always verified.
 */
public final class Tls {

  private final @Nullable Path authorities;
  private final @Nullable Path certificate;
  private final @Nullable Path key;
  private final @Nullable String serverName;

  private Tls(
      @Nullable Path authorities,
      @Nullable Path certificate,
      @Nullable Path key,
      @Nullable String serverName) {
    this.authorities = authorities;
    this.certificate = certificate;
    this.key = key;
    this.serverName = serverName;
  }

  /** Trusts the authorities that the JDK trusts. */
  public static Tls systemAuthorities() {
    return new Tls(null, null, null, null);
  }

  /**
   * Trusts these authorities and no others.
   *
   * @param authorities certificates in PEM
   */
  public static Tls trusting(Path authorities) {
    return new Tls(Objects.requireNonNull(authorities), null, null, null);
  }

  /**
   * Shows a certificate of the client's own, for mutual TLS.
   *
   * @param certificate the certificate in PEM, followed by those between it and its authority
   * @param key its private key in PEM (PKCS#8), not encrypted
   */
  public Tls identity(Path certificate, Path key) {
    return new Tls(
        authorities, Objects.requireNonNull(certificate), Objects.requireNonNull(key), serverName);
  }

  /**
   * Expects this name in the sidecar's certificate. Without it, the host of the endpoint is
   * expected.
   */
  public Tls serverName(String name) {
    return new Tls(authorities, certificate, key, Objects.requireNonNull(name));
  }

  @Nullable Path authorities() {
    return authorities;
  }

  @Nullable Path certificate() {
    return certificate;
  }

  @Nullable Path key() {
    return key;
  }

  @Nullable String serverName() {
    return serverName;
  }
}
