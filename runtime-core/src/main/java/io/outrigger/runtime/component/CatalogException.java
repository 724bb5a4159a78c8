package io.outrigger.runtime.component;

/** Two jars of the distribution bring the same component type, or one cannot be read. */
public final class CatalogException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  CatalogException(String message) {
    super(message);
  }

  CatalogException(String message, Throwable cause) {
    super(message, cause);
  }
}
