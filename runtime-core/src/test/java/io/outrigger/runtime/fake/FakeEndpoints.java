package io.outrigger.runtime.fake;

import static java.util.concurrent.CompletableFuture.completedFuture;

import io.outrigger.spi.Call;
import io.outrigger.spi.ComponentContext;
import io.outrigger.spi.ComponentDescriptor;
import io.outrigger.spi.ComponentException;
import io.outrigger.spi.ErrorCode;
import io.outrigger.spi.Health;
import io.outrigger.spi.Secret;
import io.outrigger.spi.Setting;
import io.outrigger.spi.file.EndpointSettings;
import io.outrigger.spi.file.FileFacts;
import io.outrigger.spi.file.FilePage;
import io.outrigger.spi.file.FileRequest;
import io.outrigger.spi.file.FileStore;
import io.outrigger.spi.file.ListRequest;
import io.outrigger.spi.file.ReadRequest;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** The file type "far", whose instances may have several endpoints; each keeps files in memory. */
public final class FakeEndpoints {

  /** Those that have been made, in order. */
  public final List<Store> made = new CopyOnWriteArrayList<>();

  /** The type; its factory refuses the endpoint "refused". */
  public ComponentDescriptor<?, ?> descriptor() {
    return ComponentDescriptor.of(
        FileStore.KIND,
        "far",
        Settings.class,
        (settings, context) -> {
          if (settings.endpoint().equals("refused")) {
            throw new IllegalArgumentException("refused with " + settings.key().reveal());
          }
          var store = new Store(settings, context);
          made.add(store);
          return store;
        });
  }

  /** The store of an endpoint that has been made last. */
  public Store at(String endpoint) {
    return made.stream()
        .filter(store -> store.settings.endpoint().equals(endpoint))
        .reduce((first, second) -> second)
        .orElseThrow();
  }

  /** An endpoint, in lower case whatever the config has, and what opens it. */
  public record Settings(
      @Setting(doc = "Where.") String endpoint, @Setting(doc = "The key.") Secret key)
      implements EndpointSettings {

    public Settings {
      endpoint = endpoint.toLowerCase(Locale.ROOT);
    }
  }

  /** The files of one endpoint. */
  public static final class Store implements FileStore {

    public final Settings settings;
    public final ComponentContext context;
    public final NavigableMap<String, byte[]> files = new ConcurrentSkipListMap<>();
    public volatile CompletionStage<Void> starting = completedFuture(null);
    public volatile Health health = Health.up();
    public volatile boolean closed;

    Store(Settings settings, ComponentContext context) {
      this.settings = settings;
      this.context = context;
    }

    @Override
    public CompletionStage<Void> start() {
      return starting;
    }

    @Override
    public CompletionStage<Health> health() {
      return completedFuture(health);
    }

    @Override
    public CompletionStage<Void> close() {
      closed = true;
      return completedFuture(null);
    }

    @Override
    public InputStream open(Call call, ReadRequest request) {
      return new ByteArrayInputStream(content(request.file().name()));
    }

    @Override
    public void put(Call call, FileRequest request, InputStream content) throws IOException {
      files.put(request.name(), content.readAllBytes());
    }

    @Override
    public CompletionStage<FilePage> list(Call call, ListRequest request) {
      var found = files.keySet().stream().filter(name -> name.startsWith(request.prefix().name()));
      return completedFuture(new FilePage(found.map(this::facts).toList(), ""));
    }

    @Override
    public CompletionStage<Void> delete(Call call, FileRequest request) {
      files.remove(request.name());
      return completedFuture(null);
    }

    @Override
    public CompletionStage<FileFacts> stat(Call call, FileRequest request) {
      if (request.name().equals("tell")) {
        var secret = settings.key().reveal();
        return CompletableFuture.failedFuture(new IOException("wrong key " + secret));
      }
      return completedFuture(facts(request.name()));
    }

    private FileFacts facts(String name) {
      return new FileFacts(name, content(name).length, Instant.EPOCH, Map.of());
    }

    private byte[] content(String name) {
      return Optional.ofNullable(files.get(name))
          .orElseThrow(() -> new ComponentException(ErrorCode.NOT_FOUND, "no file " + name));
    }
  }
}
