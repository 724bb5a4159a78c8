package io.outrigger.s3;

import io.outrigger.s3.server.Front;
import io.outrigger.s3.server.S3Mock;
import io.outrigger.s3.server.SettingsOf;
import io.outrigger.s3.server.Signatures;
import io.outrigger.testkit.file.FileStoreConformance;
import java.io.IOException;
import java.nio.file.Path;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** Against a server that somebody else has written. */
final class S3MockConformanceTest extends FileStoreConformance {

  private static S3Mock s3mock;
  private static Front front;

  private final String bucket = "b" + UUID.randomUUID();

  @BeforeAll
  static void startServer(@TempDir Path directory) throws IOException {
    s3mock = S3Mock.start(directory);
    front = Front.of(new Signatures(SettingsOf.KEY_ID, SettingsOf.SECRET, ""), s3mock);
  }

  @AfterAll
  static void stopServer() {
    front.close();
    s3mock.close();
  }

  /** One for each test, since s3mock writes a list of all its objects at each change. */
  @BeforeEach
  void makeBucket() throws IOException, InterruptedException {
    s3mock.make(bucket);
  }

  @Override
  protected String type() {
    return "minio";
  }

  @Override
  protected Record settings() {
    return SettingsOf.endpoint(front.endpoint()).with("bucket", bucket).build();
  }

  /** For the same reason; {@link MinioConformanceTest} has all of them. */
  @Override
  protected int listedFiles() {
    return 50;
  }
}
