package io.outrigger.runtime.config;

import io.outrigger.runtime.json.Pointer;
import io.outrigger.runtime.json.Position;
import java.util.HashMap;
import java.util.Optional;

/** Looks whether the components of one instance can be told apart. Not for several threads. */
final class PartNames {

  /** Where a component has its name, or else where it is. */
  private record Place(Pointer pointer, Position position) {

    @Override
    public String toString() {
      return position + " " + pointer;
    }
  }

  private final SettingPlan setting;
  private final String subject;
  private final BindContext context;

  /**
   * A check of what tells components apart.
   *
   * @param setting has their names
   * @param subject what has the settings, such as {@code file "s3"}
   */
  PartNames(SettingPlan setting, String subject, BindContext context) {
    this.setting = setting;
    this.subject = subject;
    this.context = context;
  }

  /** Reports each component that has the name of another. */
  void check(GivenSettings given) {
    var places = new HashMap<Object, Place>();
    for (var part : given.parts()) {
      var place = place(part, given.own());
      name(part)
          .map(name -> places.putIfAbsent(name, place))
          .ifPresent(first -> report(place, first));
    }
  }

  private Optional<Object> name(SettingsNode part) {
    var entry = setting.entries(part, context.keys()).stream().findFirst();
    return entry.isPresent()
        ? setting.binder().bind(entry.get().value(), entry.get().site(subject, context))
        : setting.fallback();
  }

  private Place place(SettingsNode part, SettingsNode own) {
    return setting.entries(part, context.keys()).stream()
        .filter(entry -> !own.entries().contains(entry))
        .findFirst()
        .map(entry -> new Place(entry.pointer(), entry.value().position()))
        .orElseGet(() -> new Place(part.pointer(), part.position()));
  }

  private void report(Place place, Place first) {
    context
        .problems()
        .add(
            Problem.at(
                place.pointer,
                place.position,
                "the \"" + setting.key() + "\" of another object",
                "first at " + first));
  }
}
