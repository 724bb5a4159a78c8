package io.outrigger.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.outrigger.spi.ErrorCode;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class PartMemoryTest {

  @ParameterizedTest
  @CsvSource({"128, 8, 3", "128, 5, 5", "16, 8, 2", "128, 1024, 2", "4096, 8, 113"})
  void the_places_are_a_quarter_of_the_heap_and_two_at_least(long heap, int part, int places) {
    assertThat(PartMemory.ofHeap(heap << 20, part << 20).free()).isEqualTo(places);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, PartMemory.FREE_BYTES})
  void small_content_needs_no_place(int size) throws IOException {
    var memory = new PartMemory(1);
    try (var content = memory.bounded(content(size))) {
      assertThat(content.readAllBytes()).hasSize(size);

      assertThat(memory.free()).isEqualTo(1);
    }
  }

  @Test
  void large_content_has_a_place_until_it_is_closed() throws IOException {
    var memory = new PartMemory(1);
    try (var content = memory.bounded(content(PartMemory.FREE_BYTES + 1))) {
      assertThat(content.readAllBytes()).hasSize(PartMemory.FREE_BYTES + 1);
      assertThat(memory.free()).isZero();
    }

    assertThat(memory.free()).isEqualTo(1);
  }

  @Test
  void closing_twice_gives_one_place_back() throws IOException {
    var memory = new PartMemory(1);
    var content = memory.bounded(content(PartMemory.FREE_BYTES + 1));
    assertThat(content.readAllBytes()).isNotEmpty();
    content.close();
    content.close();

    assertThat(memory.free()).isEqualTo(1);
  }

  @Test
  void who_finds_no_place_waits_for_one() throws IOException {
    var memory = new PartMemory(1);
    var first = memory.bounded(content(PartMemory.FREE_BYTES + 1));
    assertThat(first.readAllBytes()).isNotEmpty();
    var waiting = Caller.start(() -> readAndClose(memory));
    await().until(() -> waiting.thread().getState() == Thread.State.WAITING);
    assertThat(waiting.end()).isNotDone();
    first.close();

    waiting.success();
    assertThat(memory.free()).isEqualTo(1);
  }

  @Test
  void who_waits_can_be_interrupted() throws IOException {
    var memory = new PartMemory(1);
    try (var first = memory.bounded(content(PartMemory.FREE_BYTES + 1))) {
      assertThat(first.readAllBytes()).isNotEmpty();
      var waiting = Caller.start(() -> readAndClose(memory));
      await().until(() -> waiting.thread().getState() == Thread.State.WAITING);

      assertThat(waiting.interrupt().code()).isEqualTo(ErrorCode.CANCELLED);
    }
    assertThat(memory.free()).isEqualTo(1);
  }

  private static void readAndClose(PartMemory memory) throws IOException {
    try (var content = memory.bounded(content(PartMemory.FREE_BYTES + 1))) {
      assertThat(content.readAllBytes()).isNotEmpty();
    }
  }

  private static InputStream content(int size) {
    return new ByteArrayInputStream(new byte[size]);
  }
}
