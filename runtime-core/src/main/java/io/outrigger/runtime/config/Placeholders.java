package io.outrigger.runtime.config;

import io.outrigger.runtime.json.Json;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Puts the environment's values into a text: {@code ${NAME}} and {@code ${NAME:default}}. A second
 * dollar sign before the brace makes the text literal, less that sign.
 */
final class Placeholders {

  private static final String OPEN = "${";
  private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");

  private final String template;
  private final Site site;
  private final StringBuilder value = new StringBuilder();
  private boolean substituted;
  private boolean wrong;

  private Placeholders(String template, Site site) {
    this.template = template;
    this.site = site;
  }

  /** The text's value; empty when it has none, which is then reported at {@code site}. */
  static Optional<Resolved> resolve(Json.Text text, Site site) {
    return new Placeholders(text.value(), site).resolve();
  }

  private Optional<Resolved> resolve() {
    int from = 0;
    for (int at = template.indexOf(OPEN); at >= 0; at = template.indexOf(OPEN, from)) {
      from = at > from && template.charAt(at - 1) == '$' ? literal(from, at) : variable(from, at);
    }
    value.append(template, from, template.length());
    return wrong
        ? Optional.empty()
        : Optional.of(new Resolved(value.toString(), template, substituted));
  }

  /** Appends up to an escaped opening with the opening itself, and gives where to go on. */
  private int literal(int from, int at) {
    value.append(template, from, at - 1).append(OPEN);
    return at + OPEN.length();
  }

  /** Appends up to a variable with its value, and gives where to go on. */
  private int variable(int from, int at) {
    value.append(template, from, at);
    int start = at + OPEN.length();
    int end = template.indexOf('}', start);
    var content = end < 0 ? "" : template.substring(start, end);
    int colon = content.indexOf(':');
    var name = colon < 0 ? content : content.substring(0, colon);
    if (!NAME.matcher(name).matches()) {
      report("\"${\" without the name of an environment variable", "$${ is a literal ${");
      return end < 0 ? template.length() : end + 1;
    }
    var found = site.context().environment().get(name);
    if (found.isEmpty() && colon < 0) {
      report("environment variable " + name + " is not set", "${" + name + ":...} has a default");
    }
    value.append(found.orElseGet(() -> content.substring(colon + 1)));
    substituted = true;
    return end + 1;
  }

  private void report(String message, String hint) {
    wrong = true;
    site.problem(message, hint);
  }

  /**
   * A text after substitution.
   *
   * @param template as the config has it
   * @param substituted whether anything in the value came from the environment or a default
   */
  record Resolved(String value, String template, boolean substituted) {

    @Override
    public String toString() {
      return template;
    }
  }
}
