package io.outrigger.spring;

import io.outrigger.client.OutriggerClient;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.health.autoconfigure.contributor.ConditionalOnEnabledHealthIndicator;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.annotation.Bean;

/** Makes the sidecar's health a part of the application's, where that has health. */
@AutoConfiguration(after = OutriggerAutoConfiguration.class)
@ConditionalOnClass(HealthIndicator.class)
@ConditionalOnEnabledHealthIndicator("outrigger")
public final class OutriggerHealthAutoConfiguration {

  /** The indicator {@code outrigger}. */
  @Bean
  @ConditionalOnMissingBean(name = "outriggerHealthIndicator")
  public HealthIndicator outriggerHealthIndicator(
      OutriggerClient client, OutriggerProperties properties) {
    return new OutriggerHealthIndicator(client, properties.healthTimeout());
  }
}
