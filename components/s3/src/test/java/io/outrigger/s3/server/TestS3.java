package io.outrigger.s3.server;

import java.util.Optional;

/** A store in memory behind its front, with one bucket. */
public final class TestS3 implements AutoCloseable {

  /** The bucket. */
  public static final String BUCKET = "files";

  private final MemoryS3 memory = new MemoryS3();
  private final Front front;

  private TestS3(String sessionToken) {
    memory.make(BUCKET);
    front = Front.of(new Signatures(SettingsOf.KEY_ID, SettingsOf.SECRET, sessionToken), memory);
  }

  /** One that knows one key. */
  public static TestS3 start() {
    return new TestS3("");
  }

  /** One whose key is valid with a session token only. */
  public static TestS3 withSessionToken(String token) {
    return new TestS3(token);
  }

  /** What the store has. */
  public MemoryS3 memory() {
    return memory;
  }

  /** What stands in front of it. */
  public Front front() {
    return front;
  }

  /** Settings for the bucket, in path style. */
  public SettingsOf settings() {
    return SettingsOf.endpoint(front.endpoint())
        .with("bucket", BUCKET)
        .with("ssl", Optional.of(false));
  }

  /** Empties the bucket. */
  public void clear() {
    memory.make(BUCKET);
  }

  @Override
  public void close() {
    front.close();
  }
}
