package io.outrigger.builtin.secret;

import io.outrigger.spi.secret.SecretStore;
import io.outrigger.testkit.Outcome;
import io.outrigger.testkit.secret.SecretStoreConformance;
import java.util.HashMap;
import java.util.Map;

final class LocalEnvSecretStoreConformanceTest extends SecretStoreConformance {

  private final Map<String, String> environment = new HashMap<>();

  @Override
  protected String type() {
    return "local.env";
  }

  @Override
  protected Record settings() {
    return new LocalEnvSecretSettings("", true);
  }

  @Override
  protected void seed(Map<String, String> values) {
    environment.putAll(values);
  }

  /** The factory gives the environment of this process, which nobody can change. */
  @Override
  protected SecretStore open() {
    var settings = new LocalEnvSecretSettings("", true);
    var store = new LocalEnvSecretStore(settings, context(), environment);
    Outcome.done(store::start);
    return store;
  }
}
