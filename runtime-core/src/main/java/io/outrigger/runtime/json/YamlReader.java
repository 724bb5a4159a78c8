package io.outrigger.runtime.json;

import java.util.ArrayList;
import org.snakeyaml.engine.v2.common.Anchor;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.CollectionStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.MappingStartEvent;
import org.snakeyaml.engine.v2.events.NodeEvent;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.events.SequenceStartEvent;

/** Reads one document of YAML into a tree. For one use by one thread. */
final class YamlReader {

  private static final String MERGE = "<<";
  private static final String BAD_KEY =
      "a key that is null, an array or an object (expected: text, a number, true or false)";

  private final YamlEvents events;
  private final YamlScalars scalars;
  private final YamlAnchors anchors;
  private int depth;

  YamlReader(String source, String text) {
    this.events = new YamlEvents(source, text);
    this.scalars = new YamlScalars(events);
    this.anchors = new YamlAnchors(events);
  }

  /** The document. */
  Json read() {
    var _ = events.next(); // the start of the stream
    if (events.next().getEventId() == Event.ID.StreamEnd) {
      throw events.failure(events.end(), YamlSyntaxMessage.EMPTY);
    }
    var root = root(events.next());
    events.complete();
    var _ = events.next(); // the end of the document
    var after = events.next();
    if (after.getEventId() != Event.ID.StreamEnd) {
      throw events.failure(events.at(after), "a second document (expected: one)");
    }
    return root;
  }

  private Json root(Event event) {
    if (event instanceof ScalarEvent scalar && YamlScalars.isMissing(scalar)) {
      throw events.failure(events.at(event), YamlSyntaxMessage.EMPTY);
    }
    return value(event);
  }

  private Json value(Event event) {
    if (event instanceof AliasEvent alias) {
      return anchors.repeat(alias.getAlias().getValue(), events.at(alias), depth);
    }
    var anchor = ((NodeEvent) event).getAnchor().map(Anchor::getValue).map(anchors::begin);
    var value = unanchored(event);
    anchor.ifPresent(begun -> begun.end(value));
    return value;
  }

  private Json unanchored(Event event) {
    var position = events.at(event);
    return switch (event) {
      case ScalarEvent scalar -> scalars.value(scalar, position);
      case MappingStartEvent mapping -> object(mapping, position);
      case SequenceStartEvent sequence -> array(sequence, position);
      default -> throw new IllegalStateException("a value cannot begin with " + event.getEventId());
    };
  }

  private Json.Obj object(MappingStartEvent start, Position position) {
    enter(start, "map", position);
    var members = new YamlMembers(events);
    for (var key = events.next(); key.getEventId() != Event.ID.MappingEnd; key = events.next()) {
      var keyPosition = events.at(key);
      if (key instanceof ScalarEvent scalar && isMerge(scalar)) {
        members.merge(keyPosition, value(events.next()));
        continue;
      }
      var name = key(key, keyPosition);
      members.claim(name, keyPosition);
      members.add(new Json.Member(name, keyPosition, value(events.next())));
    }
    depth--;
    return new Json.Obj(members.toList(), position);
  }

  private static boolean isMerge(ScalarEvent key) {
    return key.isPlain() && key.getTag().isEmpty() && key.getValue().equals(MERGE);
  }

  private String key(Event event, Position position) {
    if (event instanceof ScalarEvent scalar
        && scalar.getTag().isEmpty()
        && scalar.getAnchor().isEmpty()) {
      return YamlScalars.key(scalar).orElseThrow(() -> events.failure(position, BAD_KEY));
    }
    // A container as a key would be read in full only to be refused.
    if (event instanceof CollectionStartEvent) {
      throw events.failure(position, BAD_KEY);
    }
    return YamlScalars.text(value(event)).orElseThrow(() -> events.failure(position, BAD_KEY));
  }

  private Json.Arr array(SequenceStartEvent start, Position position) {
    enter(start, "seq", position);
    var items = new ArrayList<Json>();
    for (var item = events.next();
        item.getEventId() != Event.ID.SequenceEnd;
        item = events.next()) {
      items.add(value(item));
    }
    depth--;
    return new Json.Arr(items, position);
  }

  private void enter(CollectionStartEvent start, String type, Position position) {
    if (!YamlScalars.isOf(type, start.getTag())) {
      throw events.failure(position, YamlScalars.UNKNOWN_TAG);
    }
    if (depth == JsonReader.MAX_DEPTH) {
      throw events.failure(position, JsonReader.TOO_DEEP);
    }
    depth++;
  }
}
