package io.outrigger.testkit.file;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Puts that do not come to their end. */
abstract class FailureGroup extends FileGroup {

  private final IOException failure = new IOException("the content is broken");

  FailureGroup(FileStoreConformance suite) {
    super(suite);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 100_000, 6 << 20})
  void content_that_fails_leaves_no_file(int bytes) {
    files().attemptPut("broken", new BrokenContent(bytes, failure));

    assertThat(files().exists("broken")).isFalse();
  }

  @Test
  void content_that_fails_is_not_listed() {
    files().attemptPut("broken/deep", new BrokenContent(100_000, failure));

    assertThat(files().names("")).isEmpty();
  }

  @Test
  void the_failure_of_content_is_passed_on() {
    var passed = files().attemptPut("broken", new BrokenContent(100_000, failure)).orElse(null);

    assertThat(Stream.iterate(passed, each -> each != null, Throwable::getCause)).contains(failure);
  }

  @Test
  void content_that_fails_leaves_the_old_file_whole() {
    var old = GeneratedContent.bytes(300_000, 7);
    files().put("kept", old);
    files().attemptPut("kept", new BrokenContent(100_000, failure));

    assertThat(files().bytes("kept")).isEqualTo(old);
  }

  @Test
  void a_file_can_be_put_after_its_content_has_failed() {
    files().attemptPut("again", new BrokenContent(100_000, failure));
    files().put("again", "value");

    assertThat(files().text("again")).isEqualTo("value");
  }

  @Test
  void a_file_is_not_there_before_it_is_whole() {
    try (var _ = StalledPut.start(files(), "half")) {
      assertThat(files().exists("half")).isFalse();
    }
  }

  @Test
  void a_file_is_not_listed_before_it_is_whole() {
    try (var _ = StalledPut.start(files(), "half")) {
      assertThat(files().names("")).isEmpty();
    }
  }

  @Test
  void a_file_is_there_once_it_is_whole() {
    try (var put = StalledPut.start(files(), "whole")) {
      put.finish();

      assertThat(files().stat("whole").size()).isEqualTo(1 << 20);
    }
  }

  @Test
  void a_put_that_is_interrupted_leaves_no_file() {
    try (var put = StalledPut.start(files(), "interrupted")) {
      put.interrupt();

      assertThat(files().exists("interrupted")).isFalse();
    }
  }

  @Test
  void a_put_that_is_interrupted_leaves_the_old_file_whole() {
    files().put("kept", "old");
    try (var put = StalledPut.start(files(), "kept")) {
      put.interrupt();

      assertThat(files().text("kept")).isEqualTo("old");
    }
  }
}
