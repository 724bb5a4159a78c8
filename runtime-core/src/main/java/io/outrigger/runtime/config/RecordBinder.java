package io.outrigger.runtime.config;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Binds settings to one or more records: call {@link #bind} for each, then {@link #finish}. Every
 * problem is added to the context's; none is thrown. For one use by one thread.
 */
final class RecordBinder {

  private final SettingsNode node;
  private final String subject;
  private final BindContext context;
  private final Set<SettingsNode.Entry> used = new HashSet<>();
  private final Set<String> known = new LinkedHashSet<>();
  private final Set<String> alsoMeant = new LinkedHashSet<>();

  /**
   * A binder of the settings {@code node}.
   *
   * @param subject what has the settings, such as {@code lock "redis"}
   */
  RecordBinder(SettingsNode node, String subject, BindContext context) {
    this.node = node;
    this.subject = subject;
    this.context = context;
  }

  /**
   * The record that the settings make; empty when anything in it is wrong.
   *
   * @throws IllegalStateException when {@code type} is no settings record
   */
  <R extends Record> Optional<R> bind(Class<R> type) {
    return bind(RecordPlan.of(type)).map(type::cast);
  }

  /** The record that the settings make by a plan. */
  Optional<Record> bind(RecordPlan plan) {
    int mark = context.mark();
    var values = new ArrayList<Object>();
    for (var setting : plan.settings()) {
      known.add(setting.key());
      alsoMeant.addAll(setting.names());
      value(setting).ifPresent(values::add);
    }
    return values.size() == plan.settings().size()
        ? construct(plan, values, mark)
        : Optional.empty();
  }

  /**
   * Whether the record can be made once the settings {@code later} are there, as far as all others
   * can tell.
   */
  boolean check(RecordPlan plan, Set<SettingPlan> later) {
    boolean right = true;
    for (var setting : plan.settings()) {
      known.add(setting.key());
      alsoMeant.addAll(setting.names());
      if (later.contains(setting)) {
        used.addAll(setting.entries(node, context.keys()));
      } else {
        right &= value(setting).isPresent();
      }
    }
    return right;
  }

  /** Reports the keys that no record so far knows. */
  void finish() {
    unused(Set.of()).forEach(entry -> context.problems().addUnknownKey(unknown(entry)));
  }

  /**
   * The entries whose keys no record so far knows.
   *
   * @param elsewhere keys with another reader, which may have been meant
   */
  List<SettingsNode.Entry> unused(Set<String> elsewhere) {
    alsoMeant.addAll(elsewhere);
    return node.entries().stream().filter(entry -> !used.contains(entry)).toList();
  }

  /** What is wrong with an entry whose key nobody knows. */
  Problem unknown(SettingsNode.Entry entry) {
    var all = known.isEmpty() ? "it has no settings" : "known: " + String.join(", ", known);
    return Problem.at(
        entry.pointer(),
        entry.keyPosition(),
        "unknown key \"" + entry.key() + "\" for " + subject,
        Suggestions.hint(entry.key(), alsoMeant, all));
  }

  private Optional<Object> value(SettingPlan setting) {
    var given = setting.entries(node, context.keys());
    used.addAll(given);
    if (given.isEmpty()) {
      return absent(setting);
    }
    var first = given.getFirst();
    given.stream().skip(1).forEach(again -> reportTwice(first, again));
    return setting.binder().bind(first.value(), first.site(subject, context));
  }

  private Optional<Object> absent(SettingPlan setting) {
    if (setting.fallback().isEmpty()) {
      var message = "missing key \"" + setting.key() + "\" for " + subject;
      var hint = "expected: " + setting.binder().expected();
      context.problems().add(Problem.at(node.pointer(), node.position(), message, hint));
    }
    return setting.fallback();
  }

  private void reportTwice(SettingsNode.Entry first, SettingsNode.Entry again) {
    var message =
        first.key().equals(again.key())
            ? "\"" + again.key() + "\" is given twice"
            : "\"" + again.key() + "\" and \"" + first.key() + "\" are the same setting";
    context
        .problems()
        .add(
            Problem.at(
                again.pointer(), again.keyPosition(), message, "first at " + first.keyPosition()));
  }

  private Optional<Record> construct(RecordPlan plan, List<Object> values, int mark) {
    try {
      return Optional.of(plan.construct(values));
    } catch (IllegalArgumentException e) {
      var message = e.getMessage() == null ? "not valid together" : e.getMessage();
      reportRefusal(plan, message, context.masked(message, mark));
      return Optional.empty();
    }
  }

  /** Reports at the key that the message begins with, or else at the object. */
  private void reportRefusal(RecordPlan plan, String message, String masked) {
    var place =
        plan.settings().stream()
            .filter(setting -> setting.names().stream().anyMatch(n -> message.startsWith(n + ":")))
            .flatMap(setting -> setting.entries(node, context.keys()).stream())
            .findFirst();
    context
        .problems()
        .add(
            place
                .map(entry -> Problem.at(entry.pointer(), entry.value().position(), masked, ""))
                .orElseGet(() -> Problem.at(node.pointer(), node.position(), masked, "")));
  }
}
