package io.outrigger.runtime.json;

import java.util.Iterator;
import java.util.Optional;
import java.util.regex.Pattern;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlVersionException;
import org.snakeyaml.engine.v2.scanner.StreamReader;

/** The parts of a text of YAML, one after the other, and the places where they stand. */
final class YamlEvents {

  /** Is refused, since SnakeYAML takes it for a line's end in some places, unlike YAML 1.2. */
  private static final int NEXT_LINE = 0x85;

  private static final Pattern PAIR = Pattern.compile("[\\x{10000}-\\x{10FFFF}]");

  private final String source;
  private final Positions positions;
  private final int length;
  private final Iterator<Event> events;
  private int last;
  private boolean complete;

  YamlEvents(String source, String text) {
    this.source = source;
    // SnakeYAML counts code points; so this text has one char for each.
    var places = PAIR.matcher(text).replaceAll("_");
    this.positions = new Positions(places);
    this.length = places.length();
    refuseUnprintable(text);
    // The text is as long as its source lets it.
    var settings = LoadSettings.builder().setCodePointLimit(Integer.MAX_VALUE).build();
    this.events = new Parse(settings).parseString(text).iterator();
  }

  /** The next part. */
  Event next() {
    try {
      var event = events.next();
      last = event.getEndMark().map(Mark::getIndex).orElse(last);
      return event;
    } catch (MarkedYamlEngineException e) {
      // Not kept as the cause, as below: its message quotes the text, which may be a secret.
      throw syntaxFailure(e);
    } catch (YamlVersionException _) {
      throw failure(last(), "a version of YAML that is not known (expected: 1.2)");
    } catch (RuntimeException _) {
      // Some escapes and directives make it stumble instead of complaining.
      throw failure(last(), YamlSyntaxMessage.OTHER);
    }
  }

  /** Says that the document's value has been read, so that all else is too much. */
  void complete() {
    complete = true;
  }

  /** Where the first character of {@code event} stands. */
  Position at(Event event) {
    return event.getStartMark().map(this::at).orElseGet(this::last);
  }

  /** The end of the text. */
  Position end() {
    return positions.at(length);
  }

  JsonException failure(Position position, String reason) {
    return new JsonException(source, position, reason);
  }

  /** Where the last part ends, for what comes without a place. */
  private Position last() {
    return positions.at(last);
  }

  private Position at(Mark mark) {
    return positions.at(mark.getIndex());
  }

  private JsonException syntaxFailure(MarkedYamlEngineException e) {
    var place = place(e).map(this::at).orElseGet(this::last);
    if (complete) {
      return failure(place, SyntaxMessage.TRAILING);
    }
    var begin = e.getContextMark().map(this::at).orElseGet(this::last);
    return failure(place, YamlSyntaxMessage.of(e.getContext() + ": " + e.getProblem(), begin));
  }

  /** A key without its colon is wrong itself, and not where the colon could still have been. */
  private static Optional<Mark> place(MarkedYamlEngineException e) {
    return YamlSyntaxMessage.isAboutBeginning(e.getProblem())
        ? e.getContextMark()
        : e.getProblemMark().or(e::getContextMark);
  }

  /** Done before all else, since SnakeYAML looks far ahead and would name another place. */
  private void refuseUnprintable(String text) {
    int index = 0;
    for (int c : text.codePoints().toArray()) {
      if (c == NEXT_LINE || !StreamReader.isPrintable(c)) {
        throw failure(positions.at(index), YamlSyntaxMessage.CONTROL);
      }
      index++;
    }
  }
}
