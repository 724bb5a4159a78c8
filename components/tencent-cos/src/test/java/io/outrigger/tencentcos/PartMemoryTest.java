package io.outrigger.tencentcos;

import static io.outrigger.tencentcos.CosFiles.bytes;
import static org.assertj.core.api.Assertions.assertThat;

import io.outrigger.spi.DataSize;
import io.outrigger.tencentcos.server.LocalCos;
import io.outrigger.testkit.Parallel;
import io.outrigger.testkit.http.Fault;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

final class PartMemoryTest {

  private static final int MEBIBYTE = 1 << 20;

  private final PartMemory memory = new PartMemory(20L * MEBIBYTE);

  @Test
  void the_first_get_what_they_want_and_the_others_the_least() {
    assertThat(memory.take(8 * MEBIBYTE, MEBIBYTE)).isEqualTo(8 * MEBIBYTE);
    assertThat(memory.take(8 * MEBIBYTE, MEBIBYTE)).isEqualTo(8 * MEBIBYTE);
    assertThat(memory.take(8 * MEBIBYTE, MEBIBYTE)).isEqualTo(MEBIBYTE);
    assertThat(memory.take(3 * MEBIBYTE, MEBIBYTE)).isEqualTo(3 * MEBIBYTE);
    assertThat(memory.take(3 * MEBIBYTE, MEBIBYTE)).isEqualTo(MEBIBYTE);
  }

  @Test
  void nobody_gets_more_than_wanted() {
    var none = new PartMemory(0);

    assertThat(none.take(10, MEBIBYTE)).isEqualTo(10);
  }

  @Test
  void what_is_given_back_can_be_taken_again() {
    int granted = memory.take(20 * MEBIBYTE, MEBIBYTE);
    memory.release(granted);

    assertThat(memory.take(20 * MEBIBYTE, MEBIBYTE)).isEqualTo(20 * MEBIBYTE);
  }

  @Test
  void two_parts_of_the_configured_size_are_there_whatever_the_heap() {
    int part = 1 << 30;
    var heap = PartMemory.ofHeap(part);
    var _ = heap.take(part, MEBIBYTE);

    assertThat(heap.take(part, MEBIBYTE)).isEqualTo(part);
  }

  @Test
  void thirty_two_puts_at_once_take_the_budget_and_the_least_each() {
    try (var cos = LocalCos.start();
        var files =
            CosFiles.of(
                    TestSettings.of(cos).partSize(DataSize.ofMebibytes(2)),
                    new PartMemory(4L * MEBIBYTE))
                .started()) {
      cos.faults().next(32, Fault.holdRequestAfter(0));
      var most =
          Parallel.run(33, i -> () -> i == 32 ? whenAllAreHeld(cos, files) : putOne(files, i));

      assertThat(most.getLast()).isEqualTo((2 * 2 + 30) * (long) MEBIBYTE);
      assertThat(files.memory().taken()).isZero();
      assertThat(cos.objects()).isEqualTo(32);
    }
  }

  private static long putOne(CosFiles files, int number) {
    long size = 2L * MEBIBYTE + number;
    files.put("file " + number, new Zeroes(size), Map.of());
    assertThat(files.stat("file " + number).size()).isEqualTo(size);
    return 0;
  }

  private static long whenAllAreHeld(LocalCos cos, CosFiles files) {
    Awaitility.await().until(() -> cos.faults().held() == 32);
    long taken = files.memory().taken();
    cos.faults().release();
    return taken;
  }

  @Test
  void a_put_that_fails_gives_its_memory_back() {
    try (var cos = LocalCos.start();
        var files = CosFiles.of(TestSettings.of(cos)).started()) {
      cos.faults().next(1, Fault.answer(403, ""));
      var _ = CosFiles.failureOf(() -> files.put("a", bytes(10)));

      assertThat(files.memory().taken()).isZero();
    }
  }

  @Test
  void a_put_of_a_known_size_takes_no_more_than_that() {
    try (var cos = LocalCos.start();
        var files = CosFiles.of(TestSettings.of(cos).partSize(DataSize.ofMebibytes(8))).started()) {
      cos.faults().next(1, Fault.holdRequestAfter(0));
      var most =
          Parallel.run(
              2,
              i ->
                  () -> {
                    if (i == 0) {
                      files.put("a", bytes(2 * MEBIBYTE), Map.of("filesize", "2097152"));
                      return 0L;
                    }
                    Awaitility.await().until(() -> cos.faults().held() == 1);
                    long taken = files.memory().taken();
                    cos.faults().release();
                    return taken;
                  });

      assertThat(most.getLast()).isEqualTo(2L * MEBIBYTE);
    }
  }
}
