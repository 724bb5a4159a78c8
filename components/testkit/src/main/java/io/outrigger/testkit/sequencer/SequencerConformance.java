package io.outrigger.testkit.sequencer;

import static org.assertj.core.api.Assertions.assertThat;

import io.outrigger.spi.ComponentDescriptor;
import io.outrigger.spi.Kind;
import io.outrigger.spi.Setting;
import io.outrigger.spi.sequencer.Sequencer;
import io.outrigger.testkit.ComponentConformance;
import io.outrigger.testkit.Outcome;
import io.outrigger.testkit.Seed;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/**
 * What every sequencer has to do: ids that grow and never come twice, as Layotto's API promises
 * them.
 *
 * <p>Each test uses keys of its own, so that a sequencer may share its backend with others. Ids may
 * have gaps. What a sequencer does with a call that is cancelled or expired already is not
 * asserted: it may refuse it or serve it, since the runtime ends such a call whatever it does.
 */
public abstract class SequencerConformance extends ComponentConformance<Sequencer> {

  private static final int RANDOM_STEPS = 1000;

  private final List<Sequencer> withOtherSettings = new ArrayList<>();
  private @Nullable SequencerFixture ids;

  /**
   * The optional abilities, such as {@link Sequencer.Segmented}, that the sequencer should have.
   * Their groups of tests are skipped for a sequencer that lacks them; one test asserts that it has
   * exactly these.
   */
  protected abstract Set<Class<? extends Sequencer>> expectedAbilities();

  /**
   * The settings of a sequencer whose ids of these stored keys exceed these numbers; empty for a
   * type that has no setting {@code biggerThan}, which is asserted then.
   */
  protected Optional<Record> settingsAbove(Map<String, Long> biggerThan) {
    return Optional.empty();
  }

  /** True when ids go on where they were after the sequencer has been started anew. */
  protected boolean outlivesRestart() {
    return true;
  }

  @Override
  protected final Kind<Sequencer> kind() {
    return Sequencer.KIND;
  }

  /** A started sequencer. */
  final SequencerFixture ids() {
    if (ids == null) {
      ids = new SequencerFixture(started());
    }
    return ids;
  }

  /** The same keys in a sequencer that is started after the one before has been closed. */
  final SequencerFixture idsAfterRestart() {
    ids().close();
    return ids().in(started());
  }

  /** The same keys in a sequencer whose ids exceed these numbers. */
  final SequencerFixture idsAbove(Map<String, Long> biggerThan) {
    var sequencer = create(descriptor(), settingsAbove(biggerThan).orElseThrow());
    withOtherSettings.add(sequencer);
    Outcome.done(sequencer::start);
    return ids().in(sequencer);
  }

  private <S extends Record> Sequencer create(
      ComponentDescriptor<?, S> descriptor, Record settings) {
    var component = descriptor.factory().create(descriptor.settings().cast(settings), context());
    return kind().type().cast(component);
  }

  /** Closes what the test has made with other settings. */
  @AfterEach
  final void closeThoseWithOtherSettings() {
    withOtherSettings.forEach(sequencer -> Outcome.done(sequencer::close));
  }

  @Test
  void it_has_the_abilities_that_are_expected_of_it() {
    var sequencer = create();
    var abilities =
        Stream.<Class<? extends Sequencer>>of(Sequencer.Segmented.class)
            .filter(ability -> ability.isInstance(sequencer));

    assertThat(abilities).containsExactlyInAnyOrderElementsOf(expectedAbilities());
  }

  @Test
  void it_has_the_setting_bigger_than_if_that_is_expected_of_it() {
    var keys =
        Arrays.stream(descriptor().settings().getRecordComponents())
            .map(component -> component.getAnnotation(Setting.class).key());

    assertThat(keys.anyMatch("biggerThan"::equals)).isEqualTo(settingsAbove(Map.of()).isPresent());
  }

  @Test
  @DisplayName("ids against a model")
  void ids_against_a_model() {
    Seed.run(random -> new IdsAgainstModel(ids(), random).run(RANDOM_STEPS));
  }

  @Nested
  final class Ids extends IdGroup {
    Ids() {
      super(SequencerConformance.this);
    }
  }

  @Nested
  final class Segments extends SegmentGroup {
    Segments() {
      super(SequencerConformance.this);
    }
  }

  @Nested
  final class BiggerThan extends BiggerThanGroup {
    BiggerThan() {
      super(SequencerConformance.this);
    }
  }

  @Nested
  final class ManyThreads extends ConcurrencyGroup {
    ManyThreads() {
      super(SequencerConformance.this);
    }
  }
}
