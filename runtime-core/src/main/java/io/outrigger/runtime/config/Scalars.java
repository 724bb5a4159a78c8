package io.outrigger.runtime.config;

import io.outrigger.spi.DataSize;
import io.outrigger.spi.Secret;
import io.outrigger.spi.Setting;
import java.nio.file.Path;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The scalar types of settings. */
final class Scalars {

  private static final Pattern WHOLE = Pattern.compile("-?\\d{1,30}");
  private static final Pattern DECIMAL =
      Pattern.compile("-?\\d{1,400}(?:\\.\\d{1,400})?(?:[eE][+-]?\\d{1,4})?");
  private static final String DURATION = "such as 500ms, 5s or 1m30s, up to 8760h";

  private static final Map<Class<?>, Scalar> BY_CLASS =
      Map.of(
          String.class, Scalar.text(SettingType.Plain.TEXT, "text in double quotes", Optional::of),
          int.class, whole(Integer.MIN_VALUE, Integer.MAX_VALUE, Integer::valueOf),
          long.class, whole(Long.MIN_VALUE, Long.MAX_VALUE, Long::valueOf),
          double.class,
              Scalar.number(SettingType.Plain.NUMBER, "a number such as 0.5", Scalars::decimal),
          boolean.class, bool(),
          DataSize.class, dataSize(),
          Secret.class, secret(),
          Path.class,
              Scalar.text(SettingType.Plain.PATH, "the path of a file or directory", Scalars::path),
          ListenAddress.class,
              Scalar.text(
                  SettingType.Plain.ADDRESS, ListenAddress.EXPECTED, ListenAddresses::find));

  private static final Map<Class<?>, Class<?>> PRIMITIVES =
      Map.of(
          Integer.class, int.class,
          Long.class, long.class,
          Double.class, double.class,
          Boolean.class, boolean.class);

  private Scalars() {}

  /** The scalar type of {@code type}; empty when that is none. */
  static Optional<Scalar> of(Class<?> type, Setting.Unit unit) {
    if (type == Duration.class) {
      return Optional.of(duration(unit));
    }
    if (type.isEnum()) {
      return Optional.of(enumeration(type));
    }
    return Optional.ofNullable(BY_CLASS.get(PRIMITIVES.getOrDefault(type, type)));
  }

  private static Scalar whole(long least, long most, Function<String, ?> parser) {
    return Scalar.number(
        new SettingType.Whole(least, most),
        "a whole number from " + least + " to " + most,
        text -> WHOLE.matcher(text).matches() ? attempt(parser, text) : Optional.empty());
  }

  private static Optional<?> decimal(String text) {
    return DECIMAL.matcher(text).matches()
        ? Optional.of(Double.valueOf(text)).filter(Double::isFinite)
        : Optional.empty();
  }

  private static Scalar bool() {
    return new Scalar(
        SettingType.Plain.BOOLEAN,
        "true or false",
        Scalar.Form.TEXT_OR_BOOLEAN,
        text ->
            switch (text.toLowerCase(Locale.ROOT)) {
              case "true" -> Optional.of(true);
              case "false" -> Optional.of(false);
              default -> Optional.empty();
            });
  }

  private static Scalar dataSize() {
    return Scalar.number(
        SettingType.Plain.SIZE,
        "a size such as 4MiB, 64KiB or 1048576",
        text -> attempt(DataSize::parse, text));
  }

  private static Scalar secret() {
    return new Scalar(
        SettingType.Plain.SECRET,
        "text in double quotes",
        Scalar.Form.SECRET,
        text -> Optional.of(Secret.of(text)));
  }

  private static Optional<?> path(String text) {
    return attempt(Path::of, text);
  }

  /** What {@code parser} makes of the text; nothing if it refuses it. */
  private static Optional<?> attempt(Function<String, ?> parser, String text) {
    try {
      return Optional.of(parser.apply(text));
    } catch (IllegalArgumentException _) {
      return Optional.empty();
    }
  }

  private static Scalar duration(Setting.Unit unit) {
    return switch (unit) {
      case NONE ->
          Scalar.number(
              new SettingType.Span(unit),
              "a duration with its unit, " + DURATION,
              Durations::parse);
      case NANOSECONDS -> duration(unit, "nanoseconds", ChronoUnit.NANOS);
      case MILLISECONDS -> duration(unit, "milliseconds", ChronoUnit.MILLIS);
      case SECONDS -> duration(unit, "seconds", ChronoUnit.SECONDS);
    };
  }

  private static Scalar duration(Setting.Unit unit, String name, ChronoUnit chrono) {
    return Scalar.number(
        new SettingType.Span(unit),
        "a duration " + DURATION + ", or a whole number of " + name,
        text -> Durations.parse(text).or(() -> Durations.parse(text, chrono)));
  }

  private static Scalar enumeration(Class<?> type) {
    var constants =
        Arrays.stream(type.getEnumConstants())
            .collect(Collectors.toMap(c -> plain(((Enum<?>) c).name()), Function.identity()));
    var names =
        Arrays.stream(type.getEnumConstants()).map(c -> plain(((Enum<?>) c).name())).toList();
    return Scalar.text(
        new SettingType.Choice(names),
        "one of " + String.join(", ", names),
        text -> Optional.ofNullable(constants.get(plain(text))));
  }

  private static String plain(String constant) {
    return constant.toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
