package io.outrigger.builtin;

import io.outrigger.builtin.hello.HelloWorldGreeter;
import io.outrigger.builtin.hello.HelloWorldSettings;
import io.outrigger.builtin.state.InMemoryStateSettings;
import io.outrigger.builtin.state.InMemoryStateStore;
import io.outrigger.spi.ComponentDescriptor;
import io.outrigger.spi.ComponentProvider;
import io.outrigger.spi.hello.Greeter;
import io.outrigger.spi.state.StateStore;
import java.util.List;

/** The component types that every distribution has. */
public final class BuiltinComponents implements ComponentProvider {

  /** For {@link java.util.ServiceLoader}. */
  public BuiltinComponents() {}

  @Override
  public List<ComponentDescriptor<?, ?>> components() {
    // Not references to constructors, which would load the classes that they name.
    return List.of(
        ComponentDescriptor.of(
            Greeter.KIND,
            "helloworld",
            HelloWorldSettings.class,
            (settings, context) -> new HelloWorldGreeter(settings)),
        ComponentDescriptor.of(
            StateStore.KIND,
            "in-memory",
            InMemoryStateSettings.class,
            (settings, context) -> new InMemoryStateStore(settings, context)));
  }
}
