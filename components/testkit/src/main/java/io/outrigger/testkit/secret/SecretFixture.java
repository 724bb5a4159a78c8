package io.outrigger.testkit.secret;

import io.outrigger.spi.Call;
import io.outrigger.spi.ComponentException;
import io.outrigger.spi.Secret;
import io.outrigger.spi.secret.SecretStore;
import io.outrigger.testkit.Outcome;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;

/**
 * A started secret store with short forms of its operations, which reveal what it answers. Safe for
 * use by many threads.
 */
public final class SecretFixture {

  private static final Duration TIMEOUT = Duration.ofSeconds(20);

  private final SecretStore store;

  /** Short forms for {@code store}. */
  public SecretFixture(SecretStore store) {
    this.store = store;
  }

  /** The values of a secret, which must be there. */
  public Map<String, String> get(String name) {
    return get(name, Map.of());
  }

  /** The values of a secret, which must be there. */
  public Map<String, String> get(String name, Map<String, String> metadata) {
    return revealed(Outcome.valueOf(() -> store.get(call(), name, metadata)));
  }

  /** The value of a secret that has only one, under its own name. */
  public String value(String name) {
    var values = get(name);
    var value = values.get(name);
    if (value == null || values.size() != 1) {
      throw new AssertionError(
          "secret \"%s\" has values under %s (expected: its own name)"
              .formatted(name, values.keySet()));
    }
    return value;
  }

  /** All secrets by name. */
  public Map<String, Map<String, String>> getAll() {
    var all = new TreeMap<String, Map<String, String>>();
    Outcome.valueOf(() -> store.getAll(call(), Map.of()))
        .forEach((name, values) -> all.put(name, revealed(values)));
    return all;
  }

  /** What a read of a secret is refused with. */
  public ComponentException refusal(String name) {
    return Outcome.failureOf(() -> store.get(call(), name, Map.of()));
  }

  /** What a secret looks like in a log. */
  String print(String name) {
    return Outcome.valueOf(() -> store.get(call(), name, Map.of())).toString();
  }

  /** What all secrets look like in a log. */
  String printAll() {
    return Outcome.valueOf(() -> store.getAll(call(), Map.of())).toString();
  }

  private static Map<String, String> revealed(Map<String, Secret> values) {
    var revealed = new TreeMap<String, String>();
    values.forEach((key, value) -> revealed.put(key, value.reveal()));
    return revealed;
  }

  private static Call call() {
    return Call.within(TIMEOUT);
  }
}
