package io.outrigger.runtime.config;

import io.outrigger.runtime.json.Json;
import io.outrigger.runtime.json.Position;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * A type whose values are written as text, some of them also as a number or as true and false.
 *
 * @param parser gives nothing for a text that is no such value
 */
record Scalar(SettingType type, String expected, Form form, Function<String, Optional<?>> parser)
    implements ValueBinder {

  private static final int MAX_SHOWN = 60;
  private static final Pattern WHOLE = Pattern.compile("-?(0|[1-9]\\d*)");

  /** How a value may be written. */
  enum Form {
    TEXT,
    /** As text that no message shows. */
    SECRET,
    TEXT_OR_NUMBER,
    TEXT_OR_BOOLEAN
  }

  /** The value {@code text} in the form in which people write it. */
  Json written(String text) {
    if (form == Form.TEXT_OR_BOOLEAN) {
      return new Json.Bool(Boolean.parseBoolean(text), Position.START);
    }
    return form == Form.TEXT_OR_NUMBER && WHOLE.matcher(text).matches()
        ? new Json.Num(text, Position.START)
        : new Json.Text(text, Position.START);
  }

  /** A type whose values are always text. */
  static Scalar text(SettingType type, String expected, Function<String, Optional<?>> parser) {
    return new Scalar(type, expected, Form.TEXT, parser);
  }

  /** A type whose values may be JSON numbers. */
  static Scalar number(SettingType type, String expected, Function<String, Optional<?>> parser) {
    return new Scalar(type, expected, Form.TEXT_OR_NUMBER, parser);
  }

  @Override
  public Optional<Object> bind(Json value, Site site) {
    return switch (value) {
      case Json.Text text -> bindText(text, site);
      case Json.Num number -> bindPlain(number, Form.TEXT_OR_NUMBER, number.text(), site);
      case Json.Bool bool ->
          bindPlain(bool, Form.TEXT_OR_BOOLEAN, Boolean.toString(bool.value()), site);
      case Json.Null _, Json.Obj _, Json.Arr _ -> site.wrong(value.description(), expected);
    };
  }

  private Optional<Object> bindPlain(Json value, Form needed, String written, Site site) {
    if (form == Form.SECRET) {
      return site.wrong(value.description(), expected);
    }
    return form == needed ? parse(written, written, site) : site.wrong(written, expected);
  }

  private Optional<Object> bindText(Json.Text text, Site site) {
    if (site.injected()) {
      return hidden(text.value(), parse(text.value(), "***", site), site);
    }
    return Placeholders.resolve(text, site)
        .flatMap(resolved -> {
          var bound = parse(resolved.value(), shown(resolved), site);
          return resolved.substituted() || form == Form.SECRET
              ? hidden(resolved.value(), bound, site)
              : bound;
        });
  }

  /** Has no message show the value. */
  private static Optional<Object> hidden(String written, Optional<Object> bound, Site site) {
    site.context().hide(written);
    bound.ifPresent(site.context()::hide);
    return bound;
  }

  @Override
  public Json redacted(Json written) {
    return form == Form.SECRET && written instanceof Json.Text
        ? new Json.Text("***", written.position())
        : written;
  }

  private Optional<Object> parse(String text, String shown, Site site) {
    Optional<?> parsed = parser.apply(text);
    return parsed.isPresent() ? Optional.of(parsed.get()) : site.wrong(shown, expected);
  }

  private String shown(Placeholders.Resolved resolved) {
    if (form == Form.SECRET) {
      return "***";
    }
    var template = resolved.template();
    return template.length() <= MAX_SHOWN
        ? "\"" + template + "\""
        : "\"" + template.substring(0, MAX_SHOWN) + "...\"";
  }
}
