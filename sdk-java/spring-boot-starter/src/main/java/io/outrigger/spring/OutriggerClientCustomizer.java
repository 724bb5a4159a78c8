package io.outrigger.spring;

import io.outrigger.client.OutriggerClientBuilder;

/** A bean that has its say before the client is built; the properties have had theirs. */
@FunctionalInterface
public interface OutriggerClientCustomizer {

  /** Changes the builder. */
  void customize(OutriggerClientBuilder builder);
}
