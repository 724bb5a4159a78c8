package io.outrigger.benchmarks.measuring;

import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;

/** All rounds in which one thing was measured. Only quiet ones count, if there are two or more. */
public record Comparison<T>(List<Round<T>> rounds) {

  private static final int ENOUGH = 2;

  /** Only quiet rounds count, if there are two or more. */
  public Comparison {
    rounds = List.copyOf(rounds);
  }

  /** These rounds and those of {@code other}. */
  public Comparison<T> and(Comparison<T> other) {
    return new Comparison<>(Stream.concat(rounds.stream(), other.rounds.stream()).toList());
  }

  /** How many rounds were quiet. */
  public int quiet() {
    return (int) rounds.stream().filter(Round::isQuiet).count();
  }

  /** The echo server's figure. */
  public Spread echo(ToDoubleFunction<T> figure) {
    return Spread.of(counted().map(Round::echo).mapToDouble(figure));
  }

  /** The sidecar's figure. */
  public Spread sidecar(ToDoubleFunction<T> figure) {
    return Spread.of(counted().map(Round::sidecar).mapToDouble(figure));
  }

  /** The ratios of the rounds: the load of the machine changes, but not much within a round. */
  public Spread ratio(ToDoubleFunction<T> figure) {
    return Spread.of(counted().mapToDouble(round -> round.ratio(figure)));
  }

  private Stream<Round<T>> counted() {
    return quiet() < ENOUGH ? rounds.stream() : rounds.stream().filter(Round::isQuiet);
  }
}
