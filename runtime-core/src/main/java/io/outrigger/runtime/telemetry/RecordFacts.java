package io.outrigger.runtime.telemetry;

import ch.qos.logback.classic.spi.ILoggingEvent;
import io.outrigger.runtime.component.Doing;
import io.outrigger.runtime.trace.Traced;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * The facts of a record by their names. Most stand in its message, as {@code key=value}, and are
 * taken from what the code says and never from values, which could make some up.
 */
final class RecordFacts {

  private static final String COMPONENT = "component";
  private static final Pattern EVENT = Pattern.compile("^(?:component=\\{} )?event=([a-z_]+)");
  private static final Pattern PLACE = Pattern.compile("\\{}");
  private static final Pattern NAME = Pattern.compile("(?:^|\\s)([a-z_]+)=\"?$");

  private RecordFacts() {}

  /** Those in the message. */
  static Map<String, Object> inMessage(ILoggingEvent event) {
    var template = event.getMessage();
    var arguments = event.getArgumentArray();
    var facts = new LinkedHashMap<String, Object>();
    if (template == null || template.indexOf('\\') >= 0) {
      return facts;
    }
    var name = EVENT.matcher(template);
    if (name.find()) {
      facts.put("event", name.group(1));
    }
    var place = PLACE.matcher(template);
    for (int i = 0; arguments != null && i < arguments.length && place.find(); i++) {
      var key = NAME.matcher(template).region(0, place.start());
      if (key.find()) {
        facts.put(key.group(1), arguments[i] == null ? "null" : arguments[i]);
      }
    }
    return facts;
  }

  /** Those that the message does not say: where the thread is, and what the logging code adds. */
  static Map<String, Object> besides(ILoggingEvent event) {
    var facts = new LinkedHashMap<String, Object>();
    Doing.current().ifPresent(doing -> add(facts, doing));
    facts.putAll(event.getMDCPropertyMap());
    var pairs = event.getKeyValuePairs();
    if (pairs != null) {
      pairs.forEach(pair -> facts.put(pair.key, String.valueOf(pair.value)));
    }
    var message = event.getMessage();
    if (message != null && message.startsWith(COMPONENT + "=")) {
      facts.remove(COMPONENT);
    }
    return facts;
  }

  private static void add(Map<String, Object> facts, Doing doing) {
    facts.put(COMPONENT, doing.component());
    var trace = doing.call().trace().traceId();
    if (!trace.isEmpty()) {
      facts.put(Traced.TRACE_ID, trace);
    }
  }
}
