package io.outrigger.template.shelf;

import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;

/** What a {@link ShelfServer} holds. Safe for use by many threads. */
final class Shelf {

  private record Item(long version, long end, String value) {}

  private final InstantSource clock;

  /** Guards the two below. */
  private final ReentrantLock lock = new ReentrantLock();

  private Map<String, Item> items = new HashMap<>();
  private long lastVersion;

  Shelf(InstantSource clock) {
    this.clock = clock;
  }

  /** Answers {@code GET}, or does the writes of a line, all of them or none. */
  String answer(String line) {
    lock.lock();
    try {
      items.values().removeIf(item -> item.end() <= clock.millis());
      return line.startsWith("GET ") ? get(line.substring("GET ".length())) : write(line);
    } finally {
      lock.unlock();
    }
  }

  private String get(String key) {
    var item = items.get(key);
    return item == null
        ? "NONE"
        : "VALUE " + item.version() + ' ' + item.end() + ' ' + item.value();
  }

  private String write(String line) {
    var changed = new HashMap<>(items);
    for (var command : line.split(";", -1)) {
      var words = command.split(" ", -1);
      if (!words[2].equals("any") && !words[2].equals(version(changed, words[1]))) {
        return "CONFLICT " + words[1];
      }
      apply(words, changed);
    }
    items = changed;
    return "OK";
  }

  private static String version(Map<String, Item> items, String key) {
    var item = items.get(key);
    return item == null ? "none" : Long.toString(item.version());
  }

  private void apply(String[] words, Map<String, Item> changed) {
    if (words[0].equals("DELETE")) {
      changed.remove(words[1]);
      return;
    }
    long ttl = Long.parseLong(words[3]);
    long end = ttl == 0 ? Long.MAX_VALUE : clock.millis() + ttl;
    changed.put(words[1], new Item(++lastVersion, end, words[4]));
  }
}
