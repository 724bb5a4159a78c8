package io.outrigger.template;

import io.outrigger.spi.DataSize;
import io.outrigger.spi.Secret;
import io.outrigger.spi.Setting;
import java.time.Duration;
import java.util.regex.Pattern;

/**
 * The settings of a {@link TemplateStateStore}.
 *
 * @param address where the server listens
 * @param user who logs in; empty for nobody
 * @param password the password of {@code user}; empty without one
 * @param timeout how long a connection and each answer may take
 * @param maxValue the largest value that is sent
 */
public record TemplateSettings(
    @Setting(doc = "Where the server listens, such as `localhost:7420`.") String address,
    @Setting(doc = "Who logs in. Without it nobody does.", orElse = "") String user,
    @Setting(doc = "The password of `user`.", orElse = "") Secret password,
    @Setting(
            doc = "How long a connection, and each answer, may take.",
            orElse = "2s",
            unit = Setting.Unit.MILLISECONDS)
        Duration timeout,
    @Setting(
            doc = "The largest value. A larger one is refused with RESOURCE_EXHAUSTED.",
            orElse = "4MiB")
        DataSize maxValue) {

  private static final Pattern ADDRESS = Pattern.compile("(.+):(\\d{1,5})");

  /** Refuses what cannot work, so that it is a problem of the config and no failure of a call. */
  public TemplateSettings {
    if (!ADDRESS.matcher(address).matches() || port(address) > 65_535) {
      throw new IllegalArgumentException(
          "address: \"" + address + "\" (expected: a host and port such as localhost:7420)");
    }
    if (!timeout.isPositive()) {
      throw new IllegalArgumentException("timeout: " + timeout + " (expected: > 0)");
    }
    if (user.isEmpty() != password.isEmpty()) {
      var missing = user.isEmpty() ? "user" : "password";
      throw new IllegalArgumentException(
          missing + ": missing (expected: both user and password, or neither)");
    }
  }

  String host() {
    return address.substring(0, address.lastIndexOf(':'));
  }

  int port() {
    return port(address);
  }

  private static int port(String address) {
    return Integer.parseInt(address.substring(address.lastIndexOf(':') + 1));
  }
}
