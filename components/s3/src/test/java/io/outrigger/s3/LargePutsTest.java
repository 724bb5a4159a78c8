package io.outrigger.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.outrigger.objectstore.ObjectName;
import io.outrigger.objectstore.PutOptions;
import io.outrigger.s3.server.TestS3;
import io.outrigger.testkit.TestContext;
import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.s3.S3Client;

/** Puts that together are to hold one part. */
final class LargePutsTest extends StoreTest {

  private final TestContext context = new TestContext();
  private final S3Client client = client();
  private final PartMemory memory = new PartMemory(1);

  private static S3Client client() {
    var settings = settings().build();
    return new Clients(settings, Endpoint.of(Flavor.MINIO, settings)).create();
  }

  @AfterEach
  void closeClient() {
    client.close();
    context.close();
  }

  @Test
  void a_second_large_one_waits_for_the_first() throws IOException {
    var halt = new CountDownLatch(1);
    var first = Caller.start(() -> put("first", halting(Caller.bytes(PART + 1), halt)));
    await().until(() -> !front().seen("UploadPart").isEmpty());
    var read = new AtomicInteger();
    var second = Caller.start(() -> put("second", counting(Caller.bytes(PART + 1), read)));
    await().until(() -> second.thread().getState() == Thread.State.WAITING);

    assertThat(read.get()).isGreaterThan(PartMemory.FREE_BYTES).isLessThan(2 << 20);
    put("small", new ByteArrayInputStream(Caller.bytes(1000)));
    assertThat(isStored("small")).isTrue();
    halt.countDown();
    first.success();
    second.success();
    assertThat(stored("second").content()).isEqualTo(Caller.bytes(PART + 1));
    assertThat(memory.free()).isEqualTo(1);
  }

  @Test
  void one_that_fails_leaves_its_place_to_the_next() throws IOException {
    var failure =
        Caller.failureOf(() -> put("name", Caller.failing(PART + 1, new IOException("broken"))));

    assertThat(failure).hasMessageContaining("broken");
    put("name", new ByteArrayInputStream(Caller.bytes(PART + 1)));
    assertThat(memory.free()).isEqualTo(1);
  }

  private void put(String name, InputStream content) throws IOException {
    var target = new S3Put.Target(client, name, new ObjectName(TestS3.BUCKET, name));
    new S3Put(target, PutOptions.of(Map.of()), new S3Put.Resources(PART, memory, context))
        .run(content);
  }

  /** Content whose end comes when the test wants it. */
  private static InputStream halting(byte[] bytes, CountDownLatch halt) {
    return new FilterInputStream(new ByteArrayInputStream(bytes)) {
      @Override
      public int read(byte[] target, int offset, int length) throws IOException {
        int count = super.read(target, offset, length);
        if (count < 0) {
          awaitQuietly(halt);
        }
        return count;
      }
    };
  }

  private static void awaitQuietly(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static InputStream counting(byte[] bytes, AtomicInteger read) {
    return new FilterInputStream(new ByteArrayInputStream(bytes)) {
      @Override
      public int read(byte[] target, int offset, int length) throws IOException {
        int count = super.read(target, offset, length);
        read.addAndGet(Math.max(0, count));
        return count;
      }
    };
  }
}
