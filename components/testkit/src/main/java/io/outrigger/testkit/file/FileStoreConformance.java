package io.outrigger.testkit.file;

import io.outrigger.spi.Kind;
import io.outrigger.spi.file.FileStore;
import io.outrigger.testkit.ComponentConformance;
import io.outrigger.testkit.Seed;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/**
 * What every file store has to do.
 *
 * <p>Each test uses names of its own, so that a store may share its backend with others. A test
 * never has both a file {@code a} and a file {@code a/b}, which not every store can keep.
 */
public abstract class FileStoreConformance extends ComponentConformance<FileStore> {

  private static final int RANDOM_STEPS = 1000;
  private static final int LISTED_FILES = 2500;
  private static final int LONGEST_NAME = 900;

  private @Nullable FileFixture files;

  /** How many files the tests of long lists put; fewer where a put is slow or costs money. */
  protected int listedFiles() {
    return LISTED_FILES;
  }

  /** How many bytes of UTF-8 the longest name has; fewer than 900 where the store takes no more. */
  protected int longestName() {
    return LONGEST_NAME;
  }

  @Override
  protected final Kind<FileStore> kind() {
    return FileStore.KIND;
  }

  /** A started store. */
  final FileFixture files() {
    if (files == null) {
      files = new FileFixture(started());
    }
    return files;
  }

  @Test
  @DisplayName("files against a map")
  void files_against_a_map() {
    Seed.run(random -> new FilesAgainstMap(files(), random).run(RANDOM_STEPS));
  }

  @Nested
  final class Contents extends ContentGroup {
    Contents() {
      super(FileStoreConformance.this);
    }
  }

  @Nested
  final class Refusals extends RefusalGroup {
    Refusals() {
      super(FileStoreConformance.this);
    }
  }

  @Nested
  final class Ranges extends RangeGroup {
    Ranges() {
      super(FileStoreConformance.this);
    }
  }

  @Nested
  final class UnfinishedPuts extends FailureGroup {
    UnfinishedPuts() {
      super(FileStoreConformance.this);
    }
  }

  @Nested
  final class Lists extends ListGroup {
    Lists() {
      super(FileStoreConformance.this);
    }
  }

  @Nested
  final class FactsAndDeletions extends FactsGroup {
    FactsAndDeletions() {
      super(FileStoreConformance.this);
    }
  }

  @Nested
  final class ManyThreads extends ManyThreadsGroup {
    ManyThreads() {
      super(FileStoreConformance.this);
    }
  }
}
