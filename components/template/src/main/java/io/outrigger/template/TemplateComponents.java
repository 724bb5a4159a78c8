package io.outrigger.template;

import io.outrigger.spi.ComponentDescriptor;
import io.outrigger.spi.ComponentProvider;
import io.outrigger.spi.state.StateStore;
import java.util.List;

/** The component types of this module. */
public final class TemplateComponents implements ComponentProvider {

  /** For {@link java.util.ServiceLoader}. */
  public TemplateComponents() {}

  @Override
  public List<ComponentDescriptor<?, ?>> components() {
    // Not a reference to the constructor, which would load the store and the client's library.
    return List.of(
        ComponentDescriptor.of(
            StateStore.KIND,
            "template",
            TemplateSettings.class,
            (settings, context) -> new TemplateStateStore(settings, context)));
  }
}
