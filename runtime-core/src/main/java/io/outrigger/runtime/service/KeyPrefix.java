package io.outrigger.runtime.service;

import java.util.Locale;

/** What stands before each key of one instance, so that apps can share a backend. Immutable. */
public final class KeyPrefix {

  /** What separates a prefix from a key; no key and no prefix may contain it. */
  public static final String SEPARATOR = "||";

  private final String prefix;

  private KeyPrefix(String prefix) {
    this.prefix = prefix;
  }

  /** No prefix: the key stands as the caller gave it. */
  public static KeyPrefix none() {
    return new KeyPrefix("");
  }

  /**
   * The prefix that a strategy means.
   *
   * @param strategy {@code none}, {@code name}, {@code appid}, or a text of its own, in any case
   * @param instance the name of the instance
   * @param app the id of the app; without one {@code appid} means no prefix
   * @throws IllegalArgumentException when the strategy contains the separator
   */
  public static KeyPrefix of(String strategy, String instance, String app) {
    var lower = strategy.toLowerCase(Locale.ROOT);
    if (lower.contains(SEPARATOR)) {
      throw new IllegalArgumentException(
          "keyPrefix: \"%s\" (expected: a text without %s)".formatted(strategy, SEPARATOR));
    }
    return switch (lower) {
      case "none" -> none();
      case "name" -> before(instance);
      case "appid" -> before(app);
      default -> before(lower);
    };
  }

  /** This prefix with a text before it. */
  KeyPrefix behind(String text) {
    return new KeyPrefix(text + prefix);
  }

  private static KeyPrefix before(String text) {
    return text.isEmpty() ? none() : new KeyPrefix(text + SEPARATOR);
  }

  /**
   * The key as the store sees it.
   *
   * @throws ServiceException when the key contains the separator
   */
  public String apply(String key) {
    check(key);
    return prefix.isEmpty() ? key : prefix.concat(key);
  }

  /**
   * Refuses a key that contains the separator.
   *
   * @throws ServiceException when it does
   */
  public static void check(String key) {
    if (key.contains(SEPARATOR)) {
      throw ServiceException.illegalKey(key);
    }
  }

  /** The key as the caller gave it. */
  public String strip(String stored) {
    return stored.substring(prefix.length());
  }
}
