package io.outrigger.runtime.config;

import io.outrigger.spi.Component;
import io.outrigger.spi.ComponentDescriptor;
import io.outrigger.spi.KeyedSettings;
import io.outrigger.spi.Kind;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** An installation of two kinds, the given component types, and their kinds. */
record FakeComponents(List<ComponentDescriptor<?, ?>> descriptors) implements InstalledComponents {

  static final Kind<Lock> LOCK = Kind.of("lock", Lock.class, KeyedSettings.class);
  static final Kind<State> STATE = Kind.of("state", State.class);

  static Lock lock() {
    return new Lock() {};
  }

  static State state() {
    return new State() {};
  }

  @Override
  public Optional<Kind<?>> kind(String name) {
    return kinds().filter(kind -> kind.name().equals(name)).findFirst();
  }

  @Override
  public Optional<ComponentDescriptor<?, ?>> descriptor(Kind<?> kind, String type) {
    return descriptors.stream()
        .filter(d -> d.kind().equals(kind))
        .filter(d -> d.type().equals(type) || d.aliases().contains(type))
        .findFirst();
  }

  @Override
  public List<String> kindNames() {
    return kinds().<String>map(Kind::name).distinct().toList();
  }

  private Stream<Kind<?>> kinds() {
    return Stream.concat(
        Stream.of(LOCK, STATE), descriptors.stream().<Kind<?>>map(ComponentDescriptor::kind));
  }

  @Override
  public List<String> types(Kind<?> kind) {
    return descriptors.stream()
        .filter(d -> d.kind().equals(kind))
        .<String>map(ComponentDescriptor::type)
        .toList();
  }

  interface Lock extends Component {}

  interface State extends Component {}
}
