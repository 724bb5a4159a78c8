package io.outrigger.runtime.reference;

import io.outrigger.runtime.config.ConfigOutline;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** What instances may say where the forms of the config differ. */
enum Form {
  /** The form whose root is {@code app}, {@code server} and {@code components}. */
  SHORT {
    @Override
    Node ignored() {
      return Node.empty();
    }

    @Override
    boolean allowsAnyKey(String kind) {
      return false;
    }

    @Override
    Node otherTypes(List<String> aliases) {
      var exact = aliases.stream().map(ValueSchemas::quoted).toList();
      var pattern = exact.isEmpty() ? "" : "^(?:" + String.join("|", exact) + ")$|";
      return Node.of("type", "string").put("pattern", pattern + ValueSchemas.PLACEHOLDER);
    }

    @Override
    Set<String> absentTypes(String kind) {
      return Set.of();
    }

    @Override
    boolean needsType(String kind) {
      return true;
    }
  },
  /** A config of MOSN with Layotto's in it, which may name what is not installed. */
  MOSN {
    @Override
    Node ignored() {
      var keys = Node.empty();
      ConfigOutline.MosnPlace.INSTANCE
          .ignored()
          .forEach((key, why) -> keys.put(key, Prose.withoutEffect(why)));
      return keys;
    }

    @Override
    boolean allowsAnyKey(String kind) {
      return ConfigOutline.mosnAllowsAnyKey(kind);
    }

    @Override
    Node otherTypes(List<String> aliases) {
      return Node.of("type", "string");
    }

    @Override
    Set<String> absentTypes(String kind) {
      return ConfigOutline.mosnTypes(kind);
    }

    @Override
    boolean needsType(String kind) {
      return !ConfigOutline.mosnAllowsAnyType(kind);
    }
  };

  /** The keys of an instance, or of its {@code metadata}, that are allowed without effect. */
  abstract Node ignored();

  /** Whether instances of the kind may have any other key, too. */
  abstract boolean allowsAnyKey(String kind);

  /** Values of {@code type} other than the types that are installed. */
  abstract Node otherTypes(List<String> aliases);

  /** Types that the form knows, installed or not. */
  abstract Set<String> absentTypes(String kind);

  /** Whether an instance whose name is no type must say its type. */
  abstract boolean needsType(String kind);

  /** The name of a definition of this form. */
  String definition(String... parts) {
    return name().toLowerCase(Locale.ROOT) + "." + String.join(".", parts);
  }
}
