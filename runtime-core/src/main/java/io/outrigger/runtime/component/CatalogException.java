package io.outrigger.runtime.component;

import io.outrigger.runtime.config.UnusableTypeException;
import java.util.List;
import java.util.ServiceConfigurationError;

/**
 * What is installed is wrong: two places bring the same component type, or one cannot be read. The
 * message names the places.
 */
public final class CatalogException extends UnusableTypeException {

  private static final long serialVersionUID = 1L;

  CatalogException(String message) {
    super(List.of(message));
  }

  CatalogException(String message, Throwable cause) {
    super(List.of(message), cause);
  }

  private CatalogException(List<String> problems) {
    super(problems);
  }

  /** All of {@code failures}, of which there is at least one, as one. */
  static CatalogException of(List<CatalogException> failures) {
    if (failures.size() == 1) {
      return failures.getFirst();
    }
    var all =
        new CatalogException(
            failures.stream().flatMap(failure -> failure.problems().stream()).toList());
    failures.forEach(all::addSuppressed);
    return all;
  }

  /** The components of {@code place} cannot be loaded, or made. */
  static CatalogException unreadable(String place, Throwable cause) {
    return new CatalogException(
        place + ": its components cannot be loaded: " + reason(cause), cause);
  }

  private static String reason(Throwable failure) {
    var message = Failures.message(failure);
    return switch (failure) {
      case NoClassDefFoundError _ when message.indexOf(' ') < 0 ->
          "class " + message.replace('/', '.') + " is missing";
      case ServiceConfigurationError error when error.getCause() != null ->
          message + ": " + reason(error.getCause());
      case ExceptionInInitializerError error when error.getCause() != null ->
          "a class cannot be initialised: " + reason(error.getCause());
      case LinkageError _ -> failure.getClass().getSimpleName() + ": " + message;
      default -> message;
    };
  }
}
