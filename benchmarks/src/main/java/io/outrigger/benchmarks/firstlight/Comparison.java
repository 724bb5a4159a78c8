package io.outrigger.benchmarks.firstlight;

import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;

/** All rounds in which one thing was measured. Only quiet ones count, if there are two or more. */
record Comparison<T>(List<Round<T>> rounds) {

  private static final int ENOUGH = 2;

  Comparison {
    rounds = List.copyOf(rounds);
  }

  /** These rounds and those of {@code other}. */
  Comparison<T> and(Comparison<T> other) {
    return new Comparison<>(Stream.concat(rounds.stream(), other.rounds.stream()).toList());
  }

  /** How many rounds were quiet. */
  int quiet() {
    return (int) rounds.stream().filter(Round::isQuiet).count();
  }

  /** The echo server's figure. */
  Spread echo(ToDoubleFunction<T> figure) {
    return Spread.of(counted().map(Round::echo).mapToDouble(figure));
  }

  /** The sidecar's figure. */
  Spread sidecar(ToDoubleFunction<T> figure) {
    return Spread.of(counted().map(Round::sidecar).mapToDouble(figure));
  }

  /** The ratios of the rounds: the load of the machine changes, but not much within a round. */
  Spread ratio(ToDoubleFunction<T> figure) {
    return Spread.of(counted().mapToDouble(round -> round.ratio(figure)));
  }

  private Stream<Round<T>> counted() {
    return quiet() < ENOUGH ? rounds.stream() : rounds.stream().filter(Round::isQuiet);
  }
}
