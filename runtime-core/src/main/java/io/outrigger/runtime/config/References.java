package io.outrigger.runtime.config;

import java.util.List;

/**
 * What an instance refers to, which is therefore started before it.
 *
 * @param secrets the secrets that its settings take, in the order of the config
 * @param components the instances that it is to know, one of a kind at most
 */
public record References(List<SecretReference> secrets, List<ComponentReference> components) {

  /** Copies the lists. */
  public References {
    secrets = List.copyOf(secrets);
    components = List.copyOf(components);
  }

  /** Of an instance that stands alone. */
  public static References none() {
    return new References(List.of(), List.of());
  }
}
