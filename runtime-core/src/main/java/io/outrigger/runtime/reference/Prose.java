package io.outrigger.runtime.reference;

import io.outrigger.runtime.json.Json;
import io.outrigger.runtime.json.PlainJson;
import io.outrigger.spi.Bytes;
import java.util.Optional;

/** Texts for people, in the notation that each reader takes. */
final class Prose {

  private Prose() {}

  /** The description of a part of the schema: plain, and in Markdown where that differs. */
  static Node description(String markdown) {
    var plain = markdown.replace("`", "");
    var node = Node.of("description", plain);
    return plain.equals(markdown) ? node : node.put("markdownDescription", markdown);
  }

  /** The same of a key without effect. */
  static Node withoutEffect(String why) {
    return description("Has no effect" + (why.isEmpty() ? "." : ": " + why + "."))
        .put("doNotSuggest", true);
  }

  /** Text in one cell of a Markdown table. */
  static String cell(String markdown) {
    return markdown.strip().replaceAll("\\s+", " ").replace("|", "\\|");
  }

  /** A value as the schema has it. */
  static Optional<Object> value(Json json) {
    return Optional.ofNullable(PlainJson.read("default", Bytes.utf8(json.toText())));
  }
}
