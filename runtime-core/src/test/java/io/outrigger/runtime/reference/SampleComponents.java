package io.outrigger.runtime.reference;

import io.outrigger.runtime.component.ComponentCatalog;
import io.outrigger.spi.ComponentDescriptor;
import io.outrigger.spi.DataSize;
import io.outrigger.spi.Secret;
import io.outrigger.spi.Setting;
import io.outrigger.spi.file.EndpointSettings;
import io.outrigger.spi.file.FileStore;
import io.outrigger.spi.hello.Greeter;
import io.outrigger.spi.state.StateStore;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** An installation of two kinds whose component types have every kind of setting. */
final class SampleComponents {

  private SampleComponents() {}

  static ComponentCatalog catalog() {
    return ComponentCatalog.of(
        List.of(() ->
            List.of(
                ComponentDescriptor.of(
                        StateStore.KIND,
                        "big",
                        Big.class,
                        (settings, context) -> {
                          throw notStarted();
                        })
                    .withAliases("very.big"),
                ComponentDescriptor.of(
                    Greeter.KIND,
                    "nested",
                    Nested.class,
                    (settings, context) -> {
                      throw notStarted();
                    }))));
  }

  /** An installation of a type that may have several endpoints. */
  static ComponentCatalog withEndpoints() {
    return ComponentCatalog.of(
        List.of(() ->
            List.of(
                ComponentDescriptor.of(
                    FileStore.KIND,
                    "far",
                    Far.class,
                    (settings, context) -> {
                      throw notStarted();
                    }))));
  }

  private static AssertionError notStarted() {
    return new AssertionError("nobody starts these");
  }

  enum Mode {
    SINGLE,
    MANY_NODES
  }

  record Big(
      @Setting(key = "redisHost", aliases = "host", doc = "Where `it` is, a|b.") String host,
      @Setting(doc = "How long.", orElse = "5s", unit = Setting.Unit.SECONDS) Duration pause,
      @Setting(doc = "At most.", orElse = "1m") Duration limit,
      @Setting(doc = "How many.", orElse = "3") int count,
      @Setting(doc = "How big.") Optional<DataSize> size,
      @Setting(doc = "Whether.", orElse = "false") boolean flag,
      @Setting(doc = "How.", orElse = "many-nodes") Mode mode,
      @Setting(doc = "What for.") Optional<Secret> password) {}

  record Far(
      @Setting(doc = "Where.") String endpoint, @Setting(doc = "The key.") Secret accessKeySecret)
      implements EndpointSettings {}

  record Endpoint(
      @Setting(doc = "The host.") String host,
      @Setting(doc = "The port.", orElse = "80") int port) {}

  record Nested(
      @Setting(doc = "One.") Endpoint one,
      @Setting(doc = "Many.") List<Endpoint> many,
      @Setting(doc = "Named.") Map<String, Endpoint> named,
      @Setting(doc = "In an array.") List<String> metadata) {}
}
