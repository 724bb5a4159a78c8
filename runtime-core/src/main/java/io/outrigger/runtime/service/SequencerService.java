package io.outrigger.runtime.service;

import io.outrigger.runtime.component.Instance;
import io.outrigger.runtime.component.Registry;
import io.outrigger.spi.Call;
import io.outrigger.spi.Meters;
import io.outrigger.spi.sequencer.Sequencer;
import io.outrigger.spi.sequencer.SequencerSettings;
import java.util.Map;
import java.util.concurrent.CompletionStage;

/**
 * The building block "sequencer": ids that grow, with the prefix {@code sequencer|||} and by
 * default the app's before their keys.
 *
 * <p>A strong id comes from the backend and is higher than every id given out before, by whichever
 * sidecar. A weak id comes from a segment that this sidecar has taken: it is unique, and grows for
 * the callers of this sidecar. A strong call discards the segment, so that a caller who mixes both
 * never sees ids go backwards.
 */
public final class SequencerService {

  private static final Instances.Words WORDS =
      new Instances.Words("Sequencer store is not configured", "Sequencer store %s not found");
  private static final String BLOCK_PREFIX = "sequencer|||";

  private record Keyed(
      Sequencer sequencer, KeyPrefix prefix, WeakIds weakIds, Meters.Counter ids) {}

  /** Which kind of id a caller wants. */
  public enum Increment {
    /** From this sidecar's segment. */
    WEAK,
    /** Higher than every id given out before. */
    STRONG,
    /** A kind that there is not. */
    ILLEGAL
  }

  private final Instances<Keyed> stores;

  /** Serves the sequencers of a registry for an app. */
  public SequencerService(Registry registry, String appId) {
    stores = Instances.of(WORDS, registry, Sequencer.KIND, instance -> keyed(instance, appId));
  }

  private static Keyed keyed(Instance<Sequencer> instance, String appId) {
    var settings = (SequencerSettings) instance.kindSettings();
    var strategy = settings.keyPrefix().isEmpty() ? "appid" : settings.keyPrefix();
    return new Keyed(
        instance.component(),
        KeyPrefix.of(strategy, instance.name(), appId).behind(BLOCK_PREFIX),
        new WeakIds(instance.component(), settings.segmentStep()),
        instance.meters().counter("ids", "Ids that were handed out."));
  }

  /**
   * The next id of a key.
   *
   * @param increment which kind of id
   * @param metadata what the caller adds for a backend that is asked for one id
   * @throws ServiceException when the store is unknown or the key is refused
   */
  public CompletionStage<Long> next(
      Call call, String name, String key, Increment increment, Map<String, String> metadata) {
    stores.requireAny();
    if (key.isEmpty()) {
      throw ServiceException.illegalValue("Key is empty in sequencer store " + name);
    }
    if (increment == Increment.ILLEGAL) {
      throw ServiceException.illegalValue(
          "options.Increment is illegal (expected: WEAK or STRONG)");
    }
    KeyPrefix.check(key);
    var keyed = stores.get(name);
    var stored = keyed.prefix().apply(key);
    if (increment == Increment.WEAK && keyed.sequencer() instanceof Sequencer.Segmented) {
      return counted(keyed, keyed.weakIds().next(call, stored));
    }
    return counted(
        keyed,
        keyed
            .sequencer()
            .next(call, stored, metadata)
            .whenComplete((id, failure) -> keyed.weakIds().discard(stored)));
  }

  private static CompletionStage<Long> counted(Keyed keyed, CompletionStage<Long> id) {
    return id.thenApply(given -> {
      keyed.ids().add(1);
      return given;
    });
  }
}
