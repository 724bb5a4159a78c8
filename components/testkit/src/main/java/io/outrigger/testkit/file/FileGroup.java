package io.outrigger.testkit.file;

import org.junit.jupiter.api.BeforeEach;

/** A group of the suite's tests. */
abstract class FileGroup {

  private final FileStoreConformance suite;

  FileGroup(FileStoreConformance suite) {
    this.suite = suite;
  }

  final FileStoreConformance suite() {
    return suite;
  }

  /** Before any thread of the test asks for it. */
  @BeforeEach
  final void start() {
    var _ = suite.files();
  }

  final FileFixture files() {
    return suite.files();
  }
}
