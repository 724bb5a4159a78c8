package io.outrigger.s3;

import io.outrigger.s3.server.TestS3;
import io.outrigger.testkit.file.FileStoreConformance;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;

/** The suite against a store in memory, which verifies every signature. */
abstract class InMemoryConformance extends FileStoreConformance {

  private static TestS3 server;

  @BeforeAll
  static void startServer() {
    server = TestS3.start();
  }

  @AfterAll
  static void stopServer() {
    server.close();
  }

  static TestS3 server() {
    return server;
  }

  @AfterEach
  final void clearServer() {
    server.clear();
  }
}
