package io.outrigger.builtin.secret;

import io.outrigger.spi.Call;
import io.outrigger.spi.ComponentContext;
import io.outrigger.spi.ComponentException;
import io.outrigger.spi.ErrorCode;
import io.outrigger.spi.Health;
import io.outrigger.spi.Secret;
import io.outrigger.spi.secret.SecretStore;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads secrets from a JSON file and answers them from memory at once.
 *
 * <p>The file is looked at every second and read again when it has changed. When it has become
 * unreadable or broken, the secrets stay as they were, one line is logged, and the health is down
 * until the file is good again.
 *
 * <p>Safe for use by many threads: a call sees one whole version of the file. Neither a message nor
 * a log line ever shows a value.
 */
public final class LocalFileSecretStore implements SecretStore {

  private static final Logger log = LoggerFactory.getLogger(LocalFileSecretStore.class);

  private static final Duration CHECK_PERIOD = Duration.ofSeconds(1);
  private static final Duration READ_LIMIT = Duration.ofSeconds(30);

  private final ComponentContext context;
  private final SecretsFile file;
  private final AtomicReference<FileView> view = new AtomicReference<>(FileView.nothing());

  /** True while a check is under way, so that a file system that hangs does not collect more. */
  private final AtomicBoolean checking = new AtomicBoolean();

  private volatile boolean closed;

  /** A store that has not read its file yet. */
  public LocalFileSecretStore(LocalFileSecretSettings settings, ComponentContext context) {
    this.context = context;
    this.file = new SecretsFile(settings, context);
  }

  /** Reads the file; fails with {@link ErrorCode#UNAVAILABLE} when it is missing or broken. */
  @Override
  public CompletionStage<Void> start() {
    return context
        .blocking(Call.within(READ_LIMIT), this::open)
        .thenAccept(opened -> context.every(CHECK_PERIOD, this::check));
  }

  /** Down while the file cannot be read or is broken. */
  @Override
  public CompletionStage<Health> health() {
    var now = view.get();
    return CompletableFuture.completedFuture(
        now.failure().isPresent() ? Health.down(now.problem()) : Health.up());
  }

  /** Forgets the secrets. */
  @Override
  public CompletionStage<Void> close() {
    closed = true;
    view.set(FileView.nothing());
    return CompletableFuture.completedFuture(null);
  }

  @Override
  public CompletionStage<Map<String, Secret>> get(
      Call call, String name, Map<String, String> metadata) {
    var values = view.get().secrets().get(name);
    return values == null
        ? CompletableFuture.failedFuture(notFound(name))
        : CompletableFuture.completedFuture(values);
  }

  @Override
  public CompletionStage<Map<String, Map<String, Secret>>> getAll(
      Call call, Map<String, String> metadata) {
    return CompletableFuture.completedFuture(view.get().secrets());
  }

  private static ComponentException notFound(String name) {
    return new ComponentException(ErrorCode.NOT_FOUND, "secret \"" + name + "\" is not found");
  }

  private FileView open() {
    var before = view.get();
    var opened = file.look(before);
    if (opened.failure().isPresent()) {
      throw opened.failure().get();
    }
    become(before, opened);
    return opened;
  }

  /** Looks at the file on a thread of its own, unless that is being done already. */
  private void check() {
    if (!checking.compareAndSet(false, true)) {
      return;
    }
    var _ =
        context
            .blocking(Call.within(READ_LIMIT), this::refresh)
            .whenComplete((done, failure) -> endCheck(failure));
  }

  private void endCheck(@Nullable Throwable failure) {
    checking.set(false);
    if (failure != null) {
      // Its message is nobody's promise, so it might show a value.
      log.warn("component={} event=check_failed cause={}", label(), failure.getClass().getName());
    }
  }

  private FileView refresh() {
    var before = view.get();
    var after = closed ? before : file.look(before);
    if (become(before, after) && !after.looksLike(before)) {
      report(after);
    }
    return after;
  }

  /** False when the store was closed or another thread was faster. */
  private boolean become(FileView before, FileView after) {
    return !closed && view.compareAndSet(before, after);
  }

  private void report(FileView now) {
    if (now.failure().isPresent()) {
      log.warn("component={} event=secrets_kept cause={}", label(), now.problem());
      return;
    }
    log.info("component={} event=secrets_read secrets={}", label(), now.secrets().size());
  }

  private String label() {
    return KIND.name() + " \"" + context.name() + "\"";
  }
}
