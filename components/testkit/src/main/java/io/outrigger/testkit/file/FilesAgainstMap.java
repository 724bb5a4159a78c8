package io.outrigger.testkit.file;

import static org.assertj.core.api.Assertions.assertThat;

import io.outrigger.spi.ErrorCode;
import io.outrigger.spi.file.ByteRange;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.random.RandomGenerator;

/** Does the same random things to a store and to a map, and compares what the two answer. */
final class FilesAgainstMap {

  /** None is a directory of another, and their order is that of {@code String}. */
  private static final List<String> NAMES =
      List.of("a", "a b", "b/a", "b/b/a", "b/b.a", "b.a", "c/%2F", "c/状态", "d/d/d/d", "d/d/e");

  private static final List<String> PREFIXES = List.of("", "a", "b", "b/", "b/b", "c/", "d/d/d");
  private static final int MOST_BYTES = 20_000;

  private final FileFixture files;
  private final RandomGenerator random;
  private final Map<String, byte[]> model = new TreeMap<>();
  private final List<Runnable> moves;

  FilesAgainstMap(FileFixture files, RandomGenerator random) {
    this.files = files;
    this.random = random;
    moves = List.of(this::put, this::get, this::getPart, this::delete, this::list, this::stat);
  }

  void run(int steps) {
    for (int step = 1; step <= steps; step++) {
      try {
        pick(moves).run();
      } catch (AssertionError e) {
        throw new AssertionError("step " + step + ": " + e.getMessage(), e);
      }
    }
  }

  private void put() {
    var name = pick(NAMES);
    var content = new byte[random.nextInt(MOST_BYTES)];
    random.nextBytes(content);
    files.put(name, content);
    model.put(name, content);
  }

  private void get() {
    var name = pick(NAMES);
    var expected = model.get(name);
    if (expected == null) {
      assertThat(files.openRefusal(name)).as(name).isEqualTo(ErrorCode.NOT_FOUND);
      return;
    }
    assertThat(files.bytes(name)).as(name).isEqualTo(expected);
  }

  private void getPart() {
    var name = pick(NAMES);
    var whole = model.get(name);
    if (whole == null) {
      return;
    }
    int first = random.nextInt(MOST_BYTES);
    int last = first + random.nextInt(MOST_BYTES);
    int from = Math.min(first, whole.length);
    int to = Math.min(last + 1, whole.length);
    assertThat(files.bytes(name, new ByteRange(first, last)))
        .as("%s from %d to %d", name, first, last)
        .isEqualTo(Arrays.copyOfRange(whole, from, to));
  }

  private void delete() {
    var name = pick(NAMES);
    files.delete(name);
    model.remove(name);
  }

  private void list() {
    var prefix = pick(PREFIXES);
    int pageSize = random.nextInt(4);
    var expected = model.keySet().stream().filter(name -> name.startsWith(prefix)).toList();
    assertThat(files.names(prefix, pageSize))
        .as("names with \"%s\" by %d", prefix, pageSize)
        .isEqualTo(expected);
  }

  private void stat() {
    var name = pick(NAMES);
    var expected = model.get(name);
    if (expected == null) {
      assertThat(files.statRefusal(name)).as(name).isEqualTo(ErrorCode.NOT_FOUND);
      return;
    }
    assertThat(files.stat(name).size()).as("size of %s", name).isEqualTo(expected.length);
  }

  private <T> T pick(List<T> choices) {
    return choices.get(random.nextInt(choices.size()));
  }
}
