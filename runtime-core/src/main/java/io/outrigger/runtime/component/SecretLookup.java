package io.outrigger.runtime.component;

import io.outrigger.runtime.config.SecretReference;
import io.outrigger.spi.Call;
import io.outrigger.spi.ComponentException;
import io.outrigger.spi.ErrorCode;
import io.outrigger.spi.Secret;
import io.outrigger.spi.secret.SecretStore;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;

/** Reads the secrets that settings refer to. Safe for use by many threads. */
final class SecretLookup {

  private final List<Slot<SecretStore>> stores;

  SecretLookup(List<Slot<SecretStore>> stores) {
    this.stores = List.copyOf(stores);
  }

  /**
   * The values of {@code references}; blocks its thread.
   *
   * @throws ComponentException when one cannot be read; names it, never its value
   */
  Map<SecretReference, Secret> values(List<SecretReference> references, Call call)
      throws InterruptedException {
    var values = new LinkedHashMap<SecretReference, Secret>();
    // Less time than the start has, so that it is the store that is said to be late.
    var shorter = Call.within(call.remaining().multipliedBy(4).dividedBy(5));
    for (var reference : references) {
      values.put(reference, value(reference, shorter));
    }
    return values;
  }

  private Secret value(SecretReference reference, Call call) throws InterruptedException {
    try {
      var values =
          store(reference).get(call, reference.secret(), Map.of()).toCompletableFuture().get();
      var value = values.get(reference.value());
      if (value == null) {
        throw new ComponentException(
            ErrorCode.NOT_FOUND,
            reference
                + " has no value \""
                + reference.value()
                + "\" (expected: one of "
                + String.join(", ", values.keySet())
                + ")");
      }
      return value;
    } catch (ExecutionException e) {
      var cause = Failures.translate(Failures.unwrap(e));
      throw new ComponentException(
          cause.code(), reference + " cannot be read: " + Failures.message(cause), cause);
    }
  }

  private SecretStore store(SecretReference reference) {
    var slot =
        stores.stream()
            .filter(one -> one.name().equals(reference.store()))
            .findFirst()
            .orElseThrow();
    return slot.instance().orElseThrow(slot::refusal).component();
  }
}
