package io.outrigger.runtime.json;

import java.io.StringWriter;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.PrettyPrinter;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.util.DefaultIndenter;
import tools.jackson.core.util.DefaultPrettyPrinter;
import tools.jackson.core.util.Separators;

/** Writes a tree as text that is the same on every platform. */
final class JsonWriter {

  private static final JsonFactory FACTORY = new JsonFactory();

  private JsonWriter() {}

  static String write(Json json) {
    var text = new StringWriter();
    try (var generator = FACTORY.createGenerator(new Indented(), text)) {
      write(json, generator);
    }
    return text.toString();
  }

  private static void write(Json json, JsonGenerator out) {
    switch (json) {
      case Json.Obj object -> {
        out.writeStartObject();
        for (var member : object.members()) {
          out.writeName(member.key());
          write(member.value(), out);
        }
        out.writeEndObject();
      }
      case Json.Arr array -> {
        out.writeStartArray();
        array.items().forEach(item -> write(item, out));
        out.writeEndArray();
      }
      case Json.Text text -> out.writeString(text.value());
      case Json.Num number -> out.writeNumber(number.text());
      case Json.Bool bool -> out.writeBoolean(bool.value());
      case Json.Null _ -> out.writeNull();
    }
  }

  private static final class Indented extends ObjectWriteContext.Base {

    @Override
    public PrettyPrinter getPrettyPrinter() {
      var indenter = new DefaultIndenter("  ", "\n");
      var separators =
          Separators.createDefaultInstance()
              .withObjectNameValueSpacing(Separators.Spacing.AFTER)
              .withObjectEmptySeparator("")
              .withArrayEmptySeparator("");
      return new DefaultPrettyPrinter(separators)
          .withObjectIndenter(indenter)
          .withArrayIndenter(indenter);
    }

    @Override
    public boolean hasPrettyPrinter() {
      return true;
    }
  }
}
