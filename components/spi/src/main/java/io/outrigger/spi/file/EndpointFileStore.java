package io.outrigger.spi.file;

import io.outrigger.spi.Call;
import io.outrigger.spi.Health;
import java.io.IOException;
import java.io.InputStream;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.stream.Collectors;

/**
 * The file stores of one instance, each with an endpoint of its own, as one: a request chooses by
 * {@link EndpointSettings#KEY} in its metadata, which need not be there (or may be empty) when
 * there is only one. The store that serves the request does not see the key. Another endpoint than
 * those of the instance, and none where there are several, is an invalid argument.
 *
 * <p>Safe for use by many threads, as the stores are.
 */
final class EndpointFileStore implements FileStore {

  /** A request, and the store that it is for. */
  private record Routed(FileStore store, FileRequest request) {}

  private final Map<String, FileStore> stores;
  private final EndpointLifeCycle lifeCycle;

  /** The store of these, which are not yet started, by their endpoints. */
  EndpointFileStore(Map<String, FileStore> stores) {
    this.stores = Collections.unmodifiableMap(new LinkedHashMap<>(stores));
    this.lifeCycle = new EndpointLifeCycle(this.stores);
  }

  @Override
  public CompletionStage<Void> start() {
    return lifeCycle.start();
  }

  @Override
  public String peer() {
    return stores.values().stream()
        .map(FileStore::peer)
        .filter(peer -> !peer.isEmpty())
        .distinct()
        .collect(Collectors.joining(","));
  }

  @Override
  public CompletionStage<Health> health() {
    return lifeCycle.health();
  }

  @Override
  public CompletionStage<Void> close() {
    return lifeCycle.close();
  }

  @Override
  public InputStream open(Call call, ReadRequest request) throws IOException {
    var routed = route(request.file());
    return routed.store.open(call, new ReadRequest(routed.request, request.range()));
  }

  @Override
  public void put(Call call, FileRequest request, InputStream content) throws IOException {
    var routed = route(request);
    routed.store.put(call, routed.request, content);
  }

  @Override
  public CompletionStage<FilePage> list(Call call, ListRequest request) {
    var routed = route(request.prefix());
    return routed.store.list(
        call, new ListRequest(routed.request, request.pageSize(), request.marker()));
  }

  @Override
  public CompletionStage<Void> delete(Call call, FileRequest request) {
    var routed = route(request);
    return routed.store.delete(call, routed.request);
  }

  @Override
  public CompletionStage<FileFacts> stat(Call call, FileRequest request) {
    var routed = route(request);
    return routed.store.stat(call, routed.request);
  }

  private Routed route(FileRequest request) {
    var endpoint = request.metadata().getOrDefault(EndpointSettings.KEY, "");
    var store = stores.get(endpoint);
    if (store == null && endpoint.isEmpty() && stores.size() == 1) {
      store = stores.values().iterator().next();
    }
    if (store == null) {
      throw refusal(endpoint);
    }
    return new Routed(store, withoutKey(request));
  }

  private IllegalArgumentException refusal(String endpoint) {
    var wrong = endpoint.isEmpty() ? "is missing" : "\"" + endpoint + "\" is unknown";
    return new IllegalArgumentException(
        "metadata: %s %s (expected one of: %s)"
            .formatted(EndpointSettings.KEY, wrong, String.join(", ", stores.keySet())));
  }

  private static FileRequest withoutKey(FileRequest request) {
    if (!request.metadata().containsKey(EndpointSettings.KEY)) {
      return request;
    }
    var rest = new LinkedHashMap<>(request.metadata());
    rest.remove(EndpointSettings.KEY);
    return new FileRequest(request.name(), rest);
  }
}
