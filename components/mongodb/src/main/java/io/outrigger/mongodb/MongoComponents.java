package io.outrigger.mongodb;

import io.outrigger.mongodb.client.MongoSettings;
import io.outrigger.mongodb.lock.MongoLockStore;
import io.outrigger.mongodb.sequencer.MongoSequencer;
import io.outrigger.mongodb.state.MongoStateStore;
import io.outrigger.spi.ComponentDescriptor;
import io.outrigger.spi.ComponentProvider;
import io.outrigger.spi.lock.LockStore;
import io.outrigger.spi.sequencer.Sequencer;
import io.outrigger.spi.state.StateStore;
import java.util.List;

/** The component types that keep their data in MongoDB. */
public final class MongoComponents implements ComponentProvider {

  /** For {@link java.util.ServiceLoader}. */
  public MongoComponents() {}

  @Override
  public List<ComponentDescriptor<?, ?>> components() {
    // Not references to constructors, which would load the classes that they name, and the driver.
    return List.of(
        ComponentDescriptor.of(
                StateStore.KIND,
                "mongodb",
                MongoSettings.class,
                (settings, context) -> new MongoStateStore(settings, context))
            .withAliases("state.mongodb"),
        ComponentDescriptor.of(
                LockStore.KIND,
                "mongo",
                MongoSettings.class,
                (settings, context) -> new MongoLockStore(settings, context))
            .withAliases("mongodb"),
        ComponentDescriptor.of(
                Sequencer.KIND,
                "mongo",
                MongoSettings.class,
                (settings, context) -> new MongoSequencer(settings, context))
            .withAliases("mongodb"));
  }
}
