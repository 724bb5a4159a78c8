package io.outrigger.builtin.state;

import io.outrigger.spi.DataSize;
import io.outrigger.spi.Setting;
import java.util.Optional;

/**
 * The settings of an {@link InMemoryStateStore}.
 *
 * @param maxBytes how much it may hold; empty for no bound
 */
public record InMemoryStateSettings(
    @Setting(
            doc =
                "How much the store may hold, such as `64MiB`: the bytes of all keys (as UTF-8) and"
                    + " values, and 256 bytes more for each entry. A write beyond it fails with"
                    + " RESOURCE_EXHAUSTED. Without it only the memory of the process is a bound.")
        Optional<DataSize> maxBytes) {

  /** Refuses a bound that nothing fits in. */
  public InMemoryStateSettings {
    if (maxBytes.isPresent() && maxBytes.get().bytes() == 0) {
      throw new IllegalArgumentException("max_bytes: " + maxBytes.get() + " (expected: > 0)");
    }
  }
}
