package io.outrigger.spring;

import io.micrometer.core.instrument.MeterRegistry;
import io.outrigger.client.CallListener;
import io.outrigger.client.MicrometerCallListener;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;

/** Times the client's calls where the application has meters. */
@AutoConfiguration(
    before = OutriggerAutoConfiguration.class,
    afterName =
        "org.springframework.boot.micrometer.metrics.autoconfigure"
            + ".CompositeMeterRegistryAutoConfiguration")
@ConditionalOnClass(MeterRegistry.class)
@ConditionalOnBean(MeterRegistry.class)
public final class OutriggerMetricsAutoConfiguration {

  /** The listener that times. */
  @Bean
  @ConditionalOnMissingBean
  public CallListener outriggerCallListener(MeterRegistry registry) {
    return new MicrometerCallListener(registry);
  }
}
