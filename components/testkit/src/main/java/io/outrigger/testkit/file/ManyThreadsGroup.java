package io.outrigger.testkit.file;

import static org.assertj.core.api.Assertions.assertThat;

import io.outrigger.testkit.Parallel;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Operations of many threads at once. */
abstract class ManyThreadsGroup extends FileGroup {

  private static final int THREADS = 32;
  private static final int SIZE = 300_000;
  private static final Duration TIME = Duration.ofMillis(500);

  ManyThreadsGroup(FileStoreConformance suite) {
    super(suite);
  }

  @Test
  void many_files_are_put_and_read_at_once() {
    var same = Parallel.run(THREADS, thread -> () -> comesBack("file-" + thread, thread));

    assertThat(same).containsOnly(true);
  }

  @Test
  void many_files_of_one_new_directory_are_put_at_once() {
    Parallel.run(THREADS, thread -> () -> comesBack("new/directory/" + thread, thread));

    assertThat(files().names("new/")).hasSize(THREADS);
  }

  @Test
  void of_many_puts_to_one_name_one_stays_whole() {
    Parallel.run(
        THREADS,
        thread ->
            () -> {
              files().put("shared", GeneratedContent.bytes(SIZE, thread));
              return thread;
            });
    var contents = IntStream.range(0, THREADS).mapToObj(i -> GeneratedContent.bytes(SIZE, i));

    assertThat(contents).contains(files().bytes("shared"));
  }

  @Test
  void a_reader_sees_the_old_or_the_new_file_whole() {
    var contents = List.of(GeneratedContent.bytes(SIZE, 1), GeneratedContent.bytes(SIZE + 9, 2));
    files().put("replaced", contents.getFirst());
    var seen =
        Parallel.run(4, thread -> () -> thread == 0 ? replace(contents) : read(contents)).stream()
            .reduce(new HashSet<>(), ManyThreadsGroup::union);

    assertThat(seen).isSubsetOf(0, 1);
  }

  private boolean comesBack(String name, int number) {
    var content = GeneratedContent.bytes(SIZE + number, number);
    files().put(name, content);
    return Arrays.equals(files().bytes(name), content);
  }

  private Set<Integer> replace(List<byte[]> contents) {
    for (long start = System.nanoTime(); !isOver(start); ) {
      contents.reversed().forEach(content -> files().put("replaced", content));
    }
    return Set.of();
  }

  /** Which contents have been read; -1 for one that is neither. */
  private Set<Integer> read(List<byte[]> contents) {
    var seen = new HashSet<Integer>();
    for (long start = System.nanoTime(); !isOver(start); ) {
      var read = files().bytes("replaced");
      seen.add(indexOf(read, contents));
    }
    return seen;
  }

  private static int indexOf(byte[] content, List<byte[]> contents) {
    return IntStream.range(0, contents.size())
        .filter(i -> Arrays.equals(contents.get(i), content))
        .findFirst()
        .orElse(-1);
  }

  private static Set<Integer> union(Set<Integer> left, Set<Integer> right) {
    var all = new HashSet<>(left);
    all.addAll(right);
    return all;
  }

  private static boolean isOver(long startNanos) {
    return System.nanoTime() - startNanos > TIME.toNanos();
  }
}
