package io.outrigger.spi.sequencer;

import io.outrigger.spi.Call;
import io.outrigger.spi.Component;
import io.outrigger.spi.Kind;
import java.util.Map;
import java.util.concurrent.CompletionStage;

/**
 * Gives out ids under keys, none twice whoever asks, each higher than those given out before. Keys
 * arrive with their prefix. The first id of a key is 1, or what stands in {@code biggerThan} plus
 * 1.
 *
 * <p>A type that can begin above a number has a setting {@code biggerThan}: an object of stored
 * keys (with their prefix) and the numbers that their ids must exceed.
 */
public interface Sequencer extends Component {

  /** The kind "sequencer". */
  Kind<Sequencer> KIND = Kind.of("sequencer", Sequencer.class, SequencerSettings.class);

  /**
   * The next id of a key.
   *
   * @param metadata what the caller adds for this store
   */
  CompletionStage<Long> next(Call call, String key, Map<String, String> metadata);

  /** A sequencer that can give out many ids at once. */
  interface Segmented extends Sequencer {

    /** The next {@code size} ids of a key, which nobody else gets; {@code size} is positive. */
    CompletionStage<Segment> segment(Call call, String key, int size);
  }
}
