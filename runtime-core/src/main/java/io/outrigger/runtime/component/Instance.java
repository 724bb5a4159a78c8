package io.outrigger.runtime.component;

import io.outrigger.spi.Component;
import io.outrigger.spi.Kind;
import io.outrigger.spi.Meters;

/**
 * A configured component that the services call.
 *
 * @param kind what it is
 * @param name its name in the config
 * @param type which implementation it is
 * @param kindSettings the settings that all instances of its kind have
 * @param component the component behind its guard, with every ability it has
 * @param streams runs work with the component that blocks for as long as a stream lasts
 * @param meters where its service counts what it does with it
 * @param <C> the interface of the kind
 */
public record Instance<C extends Component>(
    Kind<C> kind,
    String name,
    String type,
    Record kindSettings,
    C component,
    BlockingWork streams,
    Meters meters) {

  /** An instance of which nobody reads what its service counts. */
  public Instance(
      Kind<C> kind,
      String name,
      String type,
      Record kindSettings,
      C component,
      BlockingWork streams) {
    this(kind, name, type, kindSettings, component, streams, Meters.none());
  }
}
