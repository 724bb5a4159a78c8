package io.outrigger.spring;

import io.outrigger.client.CallListener;
import io.outrigger.client.OutriggerClient;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.core.env.Environment;

/** Makes the client, unless the application has one of its own. */
@AutoConfiguration
@EnableConfigurationProperties(OutriggerProperties.class)
public final class OutriggerAutoConfiguration {

  /** The client, which is closed with the application. */
  @Bean
  @ConditionalOnMissingBean
  public OutriggerClient outriggerClient(
      OutriggerProperties properties,
      Environment environment,
      ObjectProvider<CallListener> listeners,
      ObjectProvider<OutriggerClientCustomizer> customizers) {
    var builder =
        properties.builder().application(environment.getProperty("spring.application.name", ""));
    listeners.ifUnique(builder::listener);
    customizers.orderedStream().forEach(customizer -> customizer.customize(builder));
    return builder.build();
  }
}
