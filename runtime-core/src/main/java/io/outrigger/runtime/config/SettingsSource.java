package io.outrigger.runtime.config;

import io.outrigger.spi.Secret;
import java.util.Map;

/** Makes the settings record of a component, for which it may need secrets. */
public interface SettingsSource {

  /** Settings that need no secret. */
  static SettingsSource of(Record settings) {
    return new Complete(settings);
  }

  /**
   * The settings with the values of the instance's secret references.
   *
   * @throws IllegalArgumentException when a value is not right; the message does not show it
   */
  Record with(Map<SecretReference, Secret> values);

  /** Settings that are there already. */
  record Complete(Record settings) implements SettingsSource {

    @Override
    public Record with(Map<SecretReference, Secret> values) {
      return settings;
    }
  }
}
