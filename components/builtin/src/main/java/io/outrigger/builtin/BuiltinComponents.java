package io.outrigger.builtin;

import io.outrigger.builtin.file.LocalFileSettings;
import io.outrigger.builtin.file.LocalFileStore;
import io.outrigger.builtin.hello.HelloWorldGreeter;
import io.outrigger.builtin.hello.HelloWorldSettings;
import io.outrigger.builtin.lock.InMemoryLockSettings;
import io.outrigger.builtin.lock.InMemoryLockStore;
import io.outrigger.builtin.secret.LocalEnvSecretSettings;
import io.outrigger.builtin.secret.LocalEnvSecretStore;
import io.outrigger.builtin.secret.LocalFileSecretSettings;
import io.outrigger.builtin.secret.LocalFileSecretStore;
import io.outrigger.builtin.sequencer.InMemorySequencer;
import io.outrigger.builtin.sequencer.InMemorySequencerSettings;
import io.outrigger.builtin.state.InMemoryStateSettings;
import io.outrigger.builtin.state.InMemoryStateStore;
import io.outrigger.spi.ComponentDescriptor;
import io.outrigger.spi.ComponentProvider;
import io.outrigger.spi.file.FileStore;
import io.outrigger.spi.hello.Greeter;
import io.outrigger.spi.lock.LockStore;
import io.outrigger.spi.secret.SecretStore;
import io.outrigger.spi.sequencer.Sequencer;
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
            (settings, context) -> new InMemoryStateStore(settings, context)),
        files(),
        lock(),
        secretsOfFile(),
        secretsOfEnvironment(),
        sequencer());
  }

  private static ComponentDescriptor<?, ?> files() {
    return ComponentDescriptor.of(
        FileStore.KIND,
        "local",
        LocalFileSettings.class,
        (settings, context) -> new LocalFileStore(settings, context));
  }

  private static ComponentDescriptor<?, ?> lock() {
    return ComponentDescriptor.of(
        LockStore.KIND,
        "in-memory",
        InMemoryLockSettings.class,
        (settings, context) -> new InMemoryLockStore(context));
  }

  private static ComponentDescriptor<?, ?> secretsOfFile() {
    return ComponentDescriptor.of(
        SecretStore.KIND,
        "local.file",
        LocalFileSecretSettings.class,
        (settings, context) -> new LocalFileSecretStore(settings, context));
  }

  private static ComponentDescriptor<?, ?> secretsOfEnvironment() {
    return ComponentDescriptor.of(
        SecretStore.KIND,
        "local.env",
        LocalEnvSecretSettings.class,
        (settings, context) -> new LocalEnvSecretStore(settings, context, System.getenv()));
  }

  private static ComponentDescriptor<?, ?> sequencer() {
    return ComponentDescriptor.of(
        Sequencer.KIND,
        "in-memory",
        InMemorySequencerSettings.class,
        (settings, context) -> new InMemorySequencer(settings));
  }
}
