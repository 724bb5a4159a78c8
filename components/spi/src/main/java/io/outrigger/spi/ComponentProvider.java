package io.outrigger.spi;

import java.util.List;

/**
 * What a component jar brings: found by {@link java.util.ServiceLoader}, so it must be public, have
 * a public constructor without arguments, and load no vendor class: descriptors are made with
 * {@code (settings, context) -> new X(settings, context)}, since {@code X::new} would load {@code
 * X} at once.
 */
public interface ComponentProvider {

  /** The component types of this jar. */
  List<ComponentDescriptor<?, ?>> components();
}
