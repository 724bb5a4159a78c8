package io.outrigger.builtin.secret;

import static org.awaitility.Awaitility.await;

import io.outrigger.spi.Health;
import io.outrigger.testkit.Outcome;
import io.outrigger.testkit.TestContext;
import io.outrigger.testkit.secret.SecretFixture;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;

/** A file of secrets and a store that reads it, with what it logs. For one thread. */
final class LocalFileFixture implements AutoCloseable {

  private final Path path;
  private final TestContext context = new TestContext();
  private final LogCapture log = new LogCapture();
  private final LocalFileSecretStore store;

  LocalFileFixture(Path path) {
    this.path = path;
    this.store = new LocalFileSecretStore(new LocalFileSecretSettings(path, ":", false), context);
  }

  LocalFileSecretStore store() {
    return store;
  }

  SecretFixture secrets() {
    return new SecretFixture(store);
  }

  LogCapture log() {
    return log;
  }

  TestContext context() {
    return context;
  }

  void start() {
    Outcome.done(store::start);
  }

  Health health() {
    return Outcome.valueOf(store::health);
  }

  void write(String json) throws IOException {
    Files.writeString(path, json);
  }

  /** Lets the store look at its file until something has come of it. */
  void checkUntil(Callable<Boolean> condition) {
    await().pollInterval(Duration.ofMillis(5)).until(() -> checked(condition));
  }

  /** Lets the store look at its file many times, during which something has to stay as it is. */
  void checkWhile(Callable<Boolean> condition) {
    await()
        .pollInterval(Duration.ofMillis(5))
        .during(Duration.ofMillis(100))
        .until(() -> checked(condition));
  }

  private boolean checked(Callable<Boolean> condition) throws Exception {
    context.runPeriodicTasks();
    return condition.call();
  }

  @Override
  public void close() {
    Outcome.done(store::close);
    context.close();
    log.close();
  }
}
