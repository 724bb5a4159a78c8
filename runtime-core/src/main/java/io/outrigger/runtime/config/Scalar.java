package io.outrigger.runtime.config;

import io.outrigger.runtime.json.Json;
import java.util.Optional;
import java.util.function.Function;

/**
 * A type whose values are written as text, some of them also as a number or as true and false.
 *
 * @param parser gives nothing for a text that is no such value
 */
record Scalar(String type, String expected, Form form, Function<String, Optional<?>> parser)
    implements ValueBinder {

  private static final int MAX_SHOWN = 60;

  /** How a value may be written. */
  enum Form {
    TEXT,
    /** As text that no message shows. */
    SECRET,
    TEXT_OR_NUMBER,
    TEXT_OR_BOOLEAN
  }

  /** A type whose values are always text. */
  static Scalar text(String type, String expected, Function<String, Optional<?>> parser) {
    return new Scalar(type, expected, Form.TEXT, parser);
  }

  /** A type whose values may be JSON numbers. */
  static Scalar number(String type, String expected, Function<String, Optional<?>> parser) {
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
    return Placeholders.resolve(text, site)
        .flatMap(resolved -> {
          var bound = parse(resolved.value(), shown(resolved), site);
          if (resolved.substituted() || form == Form.SECRET) {
            site.context().hide(resolved.value());
            bound.ifPresent(site.context()::hide);
          }
          return bound;
        });
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
