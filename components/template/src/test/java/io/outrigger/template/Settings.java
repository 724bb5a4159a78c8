package io.outrigger.template;

import io.outrigger.spi.DataSize;
import io.outrigger.spi.Secret;
import java.time.Duration;

/** Settings as the tests need them. */
final class Settings {

  static final DataSize MAX_VALUE = DataSize.ofMebibytes(1);

  private static final Duration TIMEOUT = Duration.ofSeconds(10);

  private Settings() {}

  static TemplateSettings of(String address) {
    return of(address, "", "");
  }

  static TemplateSettings of(String address, String user, String password) {
    return of(address, user, password, TIMEOUT);
  }

  static TemplateSettings of(String address, String user, String password, Duration timeout) {
    return new TemplateSettings(address, user, Secret.of(password), timeout, MAX_VALUE);
  }
}
