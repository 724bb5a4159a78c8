package io.outrigger.runtime.config;

import io.outrigger.runtime.json.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Binds an array to a list. */
record ListBinder(ValueBinder item) implements ValueBinder {

  @Override
  public Optional<Object> bind(Json value, Site site) {
    if (!(value instanceof Json.Arr array)) {
      return site.wrong(value.description(), expected());
    }
    var items = new ArrayList<Object>();
    for (int i = 0; i < array.items().size(); i++) {
      var written = array.items().get(i);
      item.bind(written, site.item(i, written)).ifPresent(items::add);
    }
    return items.size() == array.items().size()
        ? Optional.of(List.copyOf(items))
        : Optional.empty();
  }

  @Override
  public String expected() {
    return "an array, each item " + item.expected();
  }

  @Override
  public SettingType type() {
    return new SettingType.ListOf(item.type());
  }

  @Override
  public Json redacted(Json written) {
    return written instanceof Json.Arr array
        ? new Json.Arr(array.items().stream().map(item::redacted).toList(), array.position())
        : written;
  }

  @Override
  public Optional<Object> absent() {
    return Optional.of(List.of());
  }
}
