package io.outrigger.runtime.config;

import io.outrigger.runtime.json.Json;
import io.outrigger.spi.ComponentDescriptor;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Reads the {@code metadata} of instances: more settings, in an object or an array of one; or the
 * settings of several components, in an array, where the type may have them. Not for several
 * threads.
 */
final class MetadataReader {

  static final String METADATA = "metadata";

  private final Dialect dialect;
  private final BindContext context;

  MetadataReader(Dialect dialect, BindContext context) {
    this.dialect = dialect;
    this.context = context;
  }

  /** What {@code metadata} and the instance's own settings come to. */
  GivenSettings read(
      SettingsNode own, SettingsNode.Entry metadata, ComponentDescriptor<?, ?> type) {
    if (!(metadata.value() instanceof Json.Arr array)) {
      return GivenSettings.of(merged(own, metadata));
    }
    var several = type.combination();
    if (several.isEmpty()) {
      return GivenSettings.of(list(own, metadata, array));
    }
    if (array.items().isEmpty()) {
      var expected = "an object, or one for each " + several.get().key();
      var _ = metadata.site("", context).wrong("an empty array", expected);
    }
    return new GivenSettings(own, parts(own, metadata, array, RecordPlan.of(type.settings())));
  }

  private SettingsNode merged(SettingsNode own, SettingsNode.Entry metadata) {
    return context.object(metadata).map(this::given).map(own::with).orElse(own);
  }

  private SettingsNode given(SettingsNode object) {
    return object.where(member -> !dialect.isAbsent(member.value()));
  }

  /** Several objects are a setting of their own. */
  private SettingsNode list(SettingsNode own, SettingsNode.Entry metadata, Json.Arr array) {
    return switch (array.items().size()) {
      case 0 -> own;
      case 1 -> merged(own, metadata.item(0, array));
      default -> own.with(metadata);
    };
  }

  private List<SettingsNode> parts(
      SettingsNode own, SettingsNode.Entry metadata, Json.Arr array, RecordPlan plan) {
    var parts = new ArrayList<SettingsNode>();
    for (int i = 0; i < array.items().size(); i++) {
      part(metadata.item(i, array), i).map(part -> with(own, part, plan)).ifPresent(parts::add);
    }
    return parts;
  }

  private Optional<SettingsNode> part(SettingsNode.Entry item, int index) {
    return context
        .objectAt(item.value(), item.pointer(), METADATA + "[" + index + "]")
        .map(this::given);
  }

  /** The part with what of {@code own} it does not have itself. */
  private SettingsNode with(SettingsNode own, SettingsNode part, RecordPlan plan) {
    var names = part.entries().stream().map(SettingsNode.Entry::key).toList();
    var had = plan.named(names, context.keys());
    return part.with(
        own.where(entry ->
            had.stream().noneMatch(setting -> setting.isNamed(entry.key(), context.keys()))));
  }
}
