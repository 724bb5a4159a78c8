package io.outrigger.runtime.component;

import io.outrigger.spi.ComponentException;
import io.outrigger.spi.Secret;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the secrets of one instance out of what is said about it: a component, or its client
 * library, may put its settings into a message. Immutable.
 */
final class SecretMask {

  /** For an instance without secrets. */
  static final SecretMask NONE = new SecretMask(List.of());

  /** What is shorter would make every message unreadable, and is no secret. */
  private static final int SHORTEST = 4;

  private static final String SHOWN = "***";

  /** Longest first, since one may be part of another. */
  private final List<String> secrets;

  private SecretMask(List<String> secrets) {
    this.secrets = secrets;
  }

  /** Masks the secrets in {@code settings}, and those that settings of other types came from. */
  static SecretMask of(List<Record> settings, Collection<Secret> injected) {
    var found = new HashSet<String>();
    injected.forEach(secret -> found.add(secret.reveal()));
    collect(settings, found);
    var sorted =
        found.stream()
            .filter(secret -> secret.length() >= SHORTEST)
            .sorted(Comparator.comparingInt(String::length).reversed())
            .toList();
    return sorted.isEmpty() ? NONE : new SecretMask(sorted);
  }

  private static void collect(@Nullable Object value, Set<String> found) {
    switch (value) {
      case Secret secret -> found.add(secret.reveal());
      case Optional<?> optional -> optional.ifPresent(content -> collect(content, found));
      case Collection<?> items -> items.forEach(item -> collect(item, found));
      case Map<?, ?> map -> collect(map.values(), found);
      case Record nested -> members(nested).forEach(member -> collect(member, found));
      case null, default -> {} // Cannot hold a secret.
    }
  }

  private static List<Object> members(Record settings) {
    var members = new ArrayList<Object>();
    for (var component : settings.getClass().getRecordComponents()) {
      members.add(member(settings, component));
    }
    return members;
  }

  private static Object member(Record settings, RecordComponent component) {
    try {
      var accessor = component.getAccessor();
      accessor.setAccessible(true);
      return accessor.invoke(settings);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("cannot read " + component, e);
    }
  }

  /** The text, with {@code ***} for each secret. */
  String masked(String text) {
    var masked = text;
    for (var secret : secrets) {
      masked = masked.replace(secret, SHOWN);
    }
    return masked;
  }

  /** The failure itself, or one that says the same without a secret, and without a cause. */
  Throwable masked(Throwable failure) {
    return shows(failure) ? masked(Failures.translate(failure)) : failure;
  }

  /** As {@link #masked(Throwable)}. */
  ComponentException masked(ComponentException failure) {
    return shows(failure)
        ? new ComponentException(failure.code(), masked(Failures.message(failure)))
        : failure;
  }

  /** Whether the failure, or what caused it, says a secret. */
  boolean shows(Throwable failure) {
    return !secrets.isEmpty()
        && Stream.iterate(failure, cause -> cause != null, Throwable::getCause)
            .limit(100)
            .map(String::valueOf)
            .anyMatch(text -> secrets.stream().anyMatch(text::contains));
  }
}
