package io.outrigger.dist;

import static java.util.concurrent.CompletableFuture.completedFuture;
import static java.util.concurrent.CompletableFuture.failedFuture;

import io.outrigger.spi.Call;
import io.outrigger.spi.Component;
import io.outrigger.spi.ComponentDescriptor;
import io.outrigger.spi.ComponentProvider;
import io.outrigger.spi.Kind;
import io.outrigger.spi.Secret;
import io.outrigger.spi.Setting;
import io.outrigger.spi.file.EndpointSettings;
import io.outrigger.spi.file.FileFacts;
import io.outrigger.spi.file.FilePage;
import io.outrigger.spi.file.FileRequest;
import io.outrigger.spi.file.FileStore;
import io.outrigger.spi.file.ListRequest;
import io.outrigger.spi.file.ReadRequest;
import io.outrigger.spi.lock.Acquisition;
import io.outrigger.spi.lock.LockStatus;
import io.outrigger.spi.lock.LockStore;
import io.outrigger.spi.secret.SecretStore;
import io.outrigger.spi.sequencer.Sequencer;
import io.outrigger.spi.state.DeleteRequest;
import io.outrigger.spi.state.GetRequest;
import io.outrigger.spi.state.SetRequest;
import io.outrigger.spi.state.StateStore;
import io.outrigger.spi.state.StateValue;
import java.io.InputStream;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/**
 * The component types of Layotto's samples that are not installed, with the keys that the samples
 * give them. They log in with their secrets and do nothing more. Safe for use by many threads.
 */
final class FakeBackends implements ComponentProvider {

  private final Set<Component> open = ConcurrentHashMap.newKeySet();
  private final Set<String> used = ConcurrentHashMap.newKeySet();

  /** Those that have been made and not closed. */
  Set<Component> open() {
    return open;
  }

  /** The secrets that some of them have logged in with. */
  Set<String> used() {
    return used;
  }

  @Override
  public List<ComponentDescriptor<?, ?>> components() {
    return Stream.of(
            types("state", "redis", "mongodb", "zookeeper"),
            types("lock", "redis", "redis_cluster", "zookeeper", "etcd", "consul", "mongo"),
            types("sequencer", "redis", "zookeeper", "etcd", "mongo", "snowflake"),
            types("file", "minio", "minioOSS", "qiniu.oss", "qiniuOSS"),
            types("secret", "hashicorp.vault"))
        .flatMap(stream -> stream)
        .toList();
  }

  private Stream<ComponentDescriptor<?, ?>> types(String kind, String... types) {
    return Stream.of(types).map(type -> type(kind, type));
  }

  private ComponentDescriptor<?, ?> type(String kind, String type) {
    return switch (kind) {
      case "state" ->
          ComponentDescriptor.of(StateStore.KIND, type, Login.class, (s, c) -> new State(s));
      case "lock" ->
          ComponentDescriptor.of(LockStore.KIND, type, Login.class, (s, c) -> new Lock(s));
      case "sequencer" ->
          ComponentDescriptor.of(Sequencer.KIND, type, Login.class, (s, c) -> new Ids(s));
      case "file" ->
          ComponentDescriptor.of(FileStore.KIND, type, Oss.class, (s, c) -> new Files(s));
      default ->
          ComponentDescriptor.of(
              SecretStore.KIND, type, Kind.NoSettings.class, (s, c) -> new Vault());
    };
  }

  /** What the samples give to stores that have a server. */
  record Login(
      @Setting(key = "redisHost", doc = "Where.") Optional<String> redisHost,
      @Setting(key = "redisHosts", doc = "Where.") Optional<String> redisHosts,
      @Setting(key = "redisPassword", doc = "Secret.") Optional<Secret> redisPassword,
      @Setting(key = "concurrency", doc = "Number.") Optional<Integer> concurrency,
      @Setting(key = "address", doc = "Where.") Optional<String> address,
      @Setting(key = "scheme", doc = "Where.") Optional<String> scheme,
      @Setting(key = "dialTimeout", doc = "Seconds.") Optional<Integer> dialTimeout,
      @Setting(key = "endpoints", doc = "Where.") Optional<String> endpoints,
      @Setting(key = "keyPrefixPath", doc = "Where.") Optional<String> keyPrefixPath,
      @Setting(key = "username", doc = "Who.") Optional<String> username,
      @Setting(key = "password", doc = "Secret.") Optional<Secret> password,
      @Setting(key = "mongoHost", doc = "Where.") Optional<String> mongoHost,
      @Setting(key = "mongoPassword", doc = "Secret.") Optional<Secret> mongoPassword,
      @Setting(key = "databaseName", doc = "Where.") Optional<String> databaseName,
      @Setting(key = "params", doc = "More.") Optional<String> params,
      @Setting(key = "zookeeperHosts", doc = "Where.") Optional<String> zookeeperHosts,
      @Setting(key = "zookeeperPassword", doc = "Secret.") Optional<Secret> zookeeperPassword,
      @Setting(key = "servers", doc = "Where.") Optional<String> servers,
      @Setting(key = "sessionTimeout", doc = "Any.") Optional<String> sessionTimeout,
      @Setting(key = "logInfo", doc = "Any.") Optional<Boolean> logInfo,
      @Setting(key = "mysqlHost", doc = "Where.") Optional<String> mysqlHost,
      @Setting(key = "tableName", doc = "Where.") Optional<String> tableName,
      @Setting(key = "startTime", doc = "Any.") Optional<String> startTime,
      @Setting(key = "timeBits", doc = "Number.") Optional<Integer> timeBits,
      @Setting(key = "workerBits", doc = "Number.") Optional<Integer> workerBits,
      @Setting(key = "seqBits", doc = "Number.") Optional<Integer> seqBits) {

    Stream<Secret> secrets() {
      return Stream.of(redisPassword, password, mongoPassword, zookeeperPassword)
          .flatMap(Optional::stream);
    }
  }

  /** What the samples give to object stores. */
  record Oss(
      @Setting(key = "endpoint", doc = "Where.") String endpoint,
      @Setting(key = "accessKeyID", doc = "Secret.") Optional<Secret> id,
      @Setting(key = "accessKeySecret", doc = "Secret.") Optional<Secret> secret,
      @Setting(key = "region", doc = "Where.") Optional<String> region,
      @Setting(key = "bucket", doc = "Where.") Optional<String> bucket,
      @Setting(key = "SSL", doc = "How.") Optional<Boolean> ssl,
      @Setting(key = "private", doc = "How.") Optional<Boolean> isPrivate)
      implements EndpointSettings {}

  private abstract class Backend implements Component {

    private final List<Secret> secrets;

    Backend(Stream<Secret> secrets) {
      this.secrets = secrets.toList();
      open.add(this);
    }

    @Override
    public CompletionStage<Void> start() {
      secrets.forEach(secret -> used.add(secret.reveal()));
      return completedFuture(null);
    }

    @Override
    public CompletionStage<Void> close() {
      open.remove(this);
      return completedFuture(null);
    }

    static <T> CompletionStage<T> nothing() {
      return failedFuture(new UnsupportedOperationException("a fake"));
    }
  }

  private final class State extends Backend implements StateStore {

    State(Login login) {
      super(login.secrets());
    }

    @Override
    public CompletionStage<StateValue> get(Call call, GetRequest request) {
      return nothing();
    }

    @Override
    public CompletionStage<Void> set(Call call, SetRequest request) {
      return nothing();
    }

    @Override
    public CompletionStage<Void> delete(Call call, DeleteRequest request) {
      return nothing();
    }
  }

  private final class Lock extends Backend implements LockStore {

    Lock(Login login) {
      super(login.secrets());
    }

    @Override
    public CompletionStage<Acquisition> tryLock(
        Call call, String resource, String owner, Duration lease) {
      return nothing();
    }

    @Override
    public CompletionStage<LockStatus> unlock(Call call, String resource, String owner) {
      return nothing();
    }
  }

  private final class Ids extends Backend implements Sequencer {

    Ids(Login login) {
      super(login.secrets());
    }

    @Override
    public CompletionStage<Long> next(Call call, String key, Map<String, String> metadata) {
      return nothing();
    }
  }

  private final class Files extends Backend implements FileStore {

    Files(Oss oss) {
      super(Stream.of(oss.id(), oss.secret()).flatMap(Optional::stream));
    }

    @Override
    public InputStream open(Call call, ReadRequest request) {
      throw new UnsupportedOperationException("a fake");
    }

    @Override
    public void put(Call call, FileRequest request, InputStream content) {
      throw new UnsupportedOperationException("a fake");
    }

    @Override
    public CompletionStage<FilePage> list(Call call, ListRequest request) {
      return nothing();
    }

    @Override
    public CompletionStage<Void> delete(Call call, FileRequest request) {
      return nothing();
    }

    @Override
    public CompletionStage<FileFacts> stat(Call call, FileRequest request) {
      return nothing();
    }
  }

  /** Has a secret of every name, {@code planted-secret-} and a number of it. */
  private final class Vault extends Backend implements SecretStore {

    Vault() {
      super(Stream.empty());
    }

    @Override
    public CompletionStage<Map<String, Secret>> get(
        Call call, String name, Map<String, String> metadata) {
      var number = 9_000 + Math.floorMod(name.hashCode(), 1_000);
      return completedFuture(Map.of(name, Secret.of("planted-secret-" + number)));
    }

    @Override
    public CompletionStage<Map<String, Map<String, Secret>>> getAll(
        Call call, Map<String, String> metadata) {
      return nothing();
    }
  }
}
