package io.outrigger.runtime.config;

import io.outrigger.runtime.json.Pointer;
import io.outrigger.runtime.json.Position;
import io.outrigger.spi.secret.SecretStore;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Looks whether every reference leads to an instance, and none of them back. For one use. */
final class ReferenceCheck {

  /** A reference of either form. */
  private record Edge(String kind, String name, Pointer pointer, Position position) {

    String label() {
      return kind + " \"" + name + "\"";
    }
  }

  private static final int MOST_STEPS = 100;
  private static final String SECRET = SecretStore.KIND.name();

  private final Function<String, Set<String>> declared;
  private final Problems problems;
  private final Map<String, InstanceConfig> byLabel = new HashMap<>();
  private final Set<String> absent = new HashSet<>();
  private final Set<String> finished = new HashSet<>();

  /**
   * A check that adds what it finds to {@code problems}.
   *
   * @param declared the names of all instances of a kind, and of those with problems
   */
  ReferenceCheck(Function<String, Set<String>> declared, Problems problems) {
    this.declared = declared;
    this.problems = problems;
  }

  void check(RuntimeConfig.Components components) {
    components.instances().forEach(i -> byLabel.put(i.declaration().label(), i));
    components.absent().forEach(i -> absent.add(i.declaration().label()));
    for (var instance : components.instances()) {
      edges(instance).forEach(this::checkTarget);
    }
    for (var instance : components.instances()) {
      follow(instance, new ArrayList<>());
    }
  }

  private static List<Edge> edges(InstanceConfig instance) {
    var edges = new ArrayList<Edge>();
    for (var secret : instance.references().secrets()) {
      edges.add(new Edge(SECRET, secret.store(), secret.pointer(), secret.position()));
    }
    for (var component : instance.references().components()) {
      edges.add(
          new Edge(
              component.kind().name(),
              component.name(),
              component.pointer(),
              component.position()));
    }
    return edges;
  }

  private void checkTarget(Edge edge) {
    if (absent.contains(edge.label())) {
      report(edge, "refers to " + edge.label() + ", whose type is not installed", "");
    } else if (!declared.apply(edge.kind()).contains(edge.name())) {
      report(edge, "unknown " + edge.label(), hint(edge.name(), declared.apply(edge.kind())));
    }
  }

  private static String hint(String name, Collection<String> names) {
    var all = names.isEmpty() ? "none is configured" : "configured: " + sorted(names);
    return Suggestions.hint(name, names, all);
  }

  private static String sorted(Collection<String> names) {
    return names.stream().sorted().collect(Collectors.joining(", "));
  }

  /** Follows the references of an instance; {@code path} are those that have led to it. */
  private void follow(InstanceConfig instance, List<Edge> path) {
    if (finished.contains(instance.declaration().label())) {
      return;
    }
    for (var edge : edges(instance)) {
      var target = byLabel.get(edge.label());
      if (target != null) {
        step(edge, target, path);
      }
    }
    finished.add(instance.declaration().label());
  }

  private void step(Edge edge, InstanceConfig target, List<Edge> path) {
    path.add(edge);
    var labels = path.stream().map(Edge::label).toList();
    int first = labels.indexOf(edge.label());
    if (path.size() > MOST_STEPS) {
      report(edge, "references lead on over more than " + MOST_STEPS + " instances", "");
      finished.add(edge.label());
    } else if (first < path.size() - 1) {
      reportCycle(new ArrayList<>(path.subList(first + 1, path.size())));
      finished.add(edge.label());
    } else {
      follow(target, path);
    }
    path.removeLast();
  }

  /** Begins with what stands first in the file. */
  private void reportCycle(List<Edge> cycle) {
    var top = Collections.min(cycle, Comparator.comparing(Edge::position));
    Collections.rotate(cycle, -cycle.indexOf(top));
    var last = cycle.getLast();
    var way = cycle.stream().map(Edge::label).collect(Collectors.joining(" -> "));
    var places =
        cycle.stream()
            .map(edge -> edge.position() + " " + edge.pointer())
            .collect(Collectors.joining(", "));
    report(
        cycle.getFirst(),
        "a cycle of references: " + last.label() + " -> " + way,
        "the references are at " + places);
  }

  private void report(Edge edge, String message, String hint) {
    problems.add(Problem.at(edge.pointer(), edge.position(), message, hint));
  }
}
