package io.outrigger.s3;

import static org.awaitility.Awaitility.await;

import io.outrigger.s3.server.Front;
import io.outrigger.s3.server.MemoryS3;
import io.outrigger.s3.server.SettingsOf;
import io.outrigger.s3.server.TestS3;
import io.outrigger.spi.DataSize;
import java.time.Duration;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;

/** A store of 5 MiB parts before a server in memory. */
abstract class StoreTest {

  static final int PART = 5 << 20;

  private static TestS3 server;
  private Caller caller;

  @BeforeAll
  static void startServer() {
    server = TestS3.start();
  }

  @AfterAll
  static void stopServer() {
    server.close();
  }

  @BeforeEach
  final void startStore() {
    caller = Caller.of(Flavor.MINIO, settings());
    front().forget();
  }

  @AfterEach
  final void closeStore() {
    front().heal();
    caller.close();
    // What was held is served now, though its client has gone.
    await().until(() -> front().connections() == 0);
    server.clear();
  }

  static SettingsOf settings() {
    return server
        .settings()
        .with("partSize", DataSize.ofBytes(PART))
        .with("socketTimeout", Duration.ofSeconds(5));
  }

  static Front front() {
    return server.front();
  }

  static MemoryS3 memory() {
    return server.memory();
  }

  /** What the bucket has under a key. */
  static MemoryS3.Stored stored(String key) {
    return Objects.requireNonNull(memory().objects(TestS3.BUCKET).get(key), key);
  }

  static boolean isStored(String key) {
    return memory().objects(TestS3.BUCKET).containsKey(key);
  }

  final Caller caller() {
    return caller;
  }
}
