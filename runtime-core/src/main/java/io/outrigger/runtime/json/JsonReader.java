package io.outrigger.runtime.json;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.json.JsonReadFeature;

/** Reads one document into a tree. For one use by one thread. */
final class JsonReader {

  static final int MAX_DEPTH = 100;
  static final String TOO_DEEP = "objects and arrays nest deeper than " + MAX_DEPTH + " levels";

  private static final JsonFactory FACTORY =
      JsonFactory.builder()
          .enable(JsonReadFeature.ALLOW_JAVA_COMMENTS)
          .streamReadConstraints(
              // Depth is counted here, for the message; the text is as long as its source lets it.
              StreamReadConstraints.builder()
                  .maxNestingDepth(MAX_DEPTH + 1)
                  .maxStringLength(Integer.MAX_VALUE)
                  .maxNameLength(Integer.MAX_VALUE)
                  .build())
          .build();

  private final String source;
  private final String text;
  private final Positions positions;
  private final JsonParser parser;
  private final List<Position> open = new ArrayList<>();
  private boolean complete;

  JsonReader(String source, String text) {
    this.source = source;
    this.text = text;
    this.positions = new Positions(text);
    this.parser = FACTORY.createParser(ObjectReadContext.empty(), text.toCharArray());
  }

  /** The document. */
  Json read() {
    try (parser) {
      var root = value(next());
      complete = true;
      if (parser.nextToken() != null) {
        throw failure(here(), SyntaxMessage.TRAILING);
      }
      return root;
    } catch (JacksonException e) {
      // Not kept as the cause: its message quotes the text, which may be a secret.
      throw syntaxFailure(e);
    }
  }

  private Json value(JsonToken token) {
    var position = here();
    return switch (token) {
      case START_OBJECT -> object(position);
      case START_ARRAY -> array(position);
      case VALUE_STRING -> new Json.Text(parser.getString(), position);
      case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> new Json.Num(parser.getString(), position);
      case VALUE_TRUE -> new Json.Bool(true, position);
      case VALUE_FALSE -> new Json.Bool(false, position);
      case VALUE_NULL -> new Json.Null(position);
      case END_OBJECT, END_ARRAY, PROPERTY_NAME, VALUE_EMBEDDED_OBJECT, NOT_AVAILABLE ->
          throw new IllegalStateException("a value cannot begin with " + token);
    };
  }

  private Json.Obj object(Position position) {
    enter(position);
    var members = new ArrayList<Json.Member>();
    Map<String, Position> keys = new HashMap<>();
    while (next() != JsonToken.END_OBJECT) {
      var key = parser.currentName();
      var keyPosition = here();
      var first = keys.putIfAbsent(key, keyPosition);
      if (first != null) {
        throw failure(keyPosition, "key \"" + key + "\" is given twice, first at " + first);
      }
      members.add(new Json.Member(key, keyPosition, value(next())));
    }
    open.removeLast();
    return new Json.Obj(members, position);
  }

  private Json.Arr array(Position position) {
    enter(position);
    var items = new ArrayList<Json>();
    for (var token = next(); token != JsonToken.END_ARRAY; token = next()) {
      items.add(value(token));
    }
    open.removeLast();
    return new Json.Arr(items, position);
  }

  private void enter(Position position) {
    if (open.size() == MAX_DEPTH) {
      throw failure(position, TOO_DEEP);
    }
    open.add(position);
  }

  private JsonToken next() {
    var token = parser.nextToken();
    if (token == null) {
      throw failure(positions.at(text.length()), SyntaxMessage.EMPTY);
    }
    return token;
  }

  private Position here() {
    return positions.at(parser.currentTokenLocation().getCharOffset());
  }

  private JsonException syntaxFailure(JacksonException e) {
    // The limit on the length of a number is the one failure that comes without a place.
    var place = e.getLocation() == null ? parser.currentLocation() : e.getLocation();
    var offset = Math.clamp(place.getCharOffset(), 0, text.length());
    var reason =
        complete
            ? SyntaxMessage.TRAILING
            : SyntaxMessage.of(e.getOriginalMessage(), text.substring(offset), open);
    return failure(positions.at(offset), reason);
  }

  private JsonException failure(Position position, String reason) {
    return new JsonException(source, position, reason);
  }
}
