package io.outrigger.hdfs;

import static org.assertj.core.api.Assertions.assertThat;

import io.outrigger.spi.Call;
import io.outrigger.spi.file.FileFacts;
import io.outrigger.spi.file.FileRequest;
import io.outrigger.spi.file.ListRequest;
import io.outrigger.testkit.Seed;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.NavigableSet;
import java.util.TreeSet;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The order, the paging and the cost of lists, in front of a listing that is ordered as HDFS is.
 */
final class FileWalkTest {

  /** From U+0000 beyond U+FFFF, with what stands around the slash and the colon. */
  private static final List<String> CHARACTERS =
      List.of(
          "\u0001", "!", "-", ".", "0", "9", ":", ";", "a", "b", "\u007f", "\u0080", "文", "\uFFEE",
          "🛶");

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 7, 1000})
  void names_come_in_the_order_of_their_code_points(int batch) {
    Seed.run(random -> {
      var names = names(random, 60);
      assertThat(all(names, "", 5, batch)).containsExactlyElementsOf(names);
    });
  }

  @Test
  void a_prefix_takes_what_begins_with_it() {
    Seed.run(random -> {
      for (int round = 0; round < 30; round++) {
        var names = names(random, 40);
        var prefix = prefix(random, names);
        var expected = names.stream().filter(name -> name.startsWith(prefix)).toList();

        assertThat(all(names, prefix, 3, 4)).as(prefix).containsExactlyElementsOf(expected);
      }
    });
  }

  @Test
  void any_text_is_a_marker() {
    Seed.run(random -> {
      for (int round = 0; round < 200; round++) {
        var names = names(random, 30);
        var marker = prefix(random, names) + text(random);
        var expected =
            names.stream()
                .filter(name -> NameOrder.BY_CODE_POINT.compare(name, marker) > 0)
                .toList();

        assertThat(page(new FakeListing(names, 3), "", marker, 100))
            .as(marker)
            .containsExactlyElementsOf(expected);
      }
    });
  }

  @Test
  void a_page_of_a_large_directory_costs_as_much_as_it_is_long() {
    var names = IntStream.range(0, 100_000).mapToObj("file-%06d.txt"::formatted).toList();
    var listing = new FakeListing(names, 1000);

    assertThat(page(listing, "", "file-050123.txt", 1000))
        .containsExactlyElementsOf(names.subList(50_124, 51_124));
    assertThat(listing.reads()).isLessThan(20);
  }

  @Test
  void a_page_of_a_large_directory_in_chinese_costs_little_more() {
    var names =
        IntStream.range(0, 20_000)
            .mapToObj(i -> new String(Character.toChars(0x4e00 + i)) + "文件" + i)
            .toList();
    var listing = new FakeListing(names, 1000);

    assertThat(page(listing, "", names.get(5_000), 1000))
        .containsExactlyElementsOf(names.subList(5_001, 6_001));
    assertThat(listing.reads()).isLessThan(20);
  }

  @Test
  void all_pages_of_a_large_directory_cost_as_much_as_it_is_long() {
    var names = IntStream.range(0, 20_000).mapToObj("%05d"::formatted).toList();
    var listing = new FakeListing(names, 1000);

    assertThat(all(listing, "", 1000)).hasSize(20_000);
    assertThat(listing.reads()).isLessThan(20 * 12);
  }

  @Test
  void small_directories_are_read_once() {
    var names = IntStream.range(0, 900).mapToObj(i -> "d%03d/%d".formatted(i / 3, i % 3)).toList();
    var listing = new FakeListing(names, 1000);

    assertThat(page(listing, "", "", 900)).hasSize(900);
    assertThat(listing.reads()).isLessThanOrEqualTo(301);
  }

  @Test
  void no_more_is_held_than_a_few_batches() throws IOException {
    var names = IntStream.range(0, 30_000).mapToObj(i -> "%02d/%05d".formatted(i % 20, i)).toList();
    var walk = walk(new FakeListing(names, 1000), "", "", 30_000);

    assertThat(walk.run()).hasSize(30_000);
    assertThat(walk.mostHeld()).isLessThanOrEqualTo(6_000);
  }

  @Test
  void unfinished_files_and_doors_of_hdfs_are_passed_over() {
    var names =
        List.of(
            ".outrigger-tmp/u/1",
            ".snapshot/s/f",
            "a/.snapshot/f",
            "a\u0000",
            "b/.outrigger-tmp/1");

    assertThat(all(new FakeListing(names, 10), "", 10)).containsExactly("b/.outrigger-tmp/1");
  }

  private static List<String> all(Collection<String> names, String prefix, int size, int batch) {
    return all(new FakeListing(names, batch), prefix, size);
  }

  private static List<String> all(FakeListing listing, String prefix, int size) {
    var found = new ArrayList<String>();
    List<String> page;
    do {
      page = page(listing, prefix, found.isEmpty() ? "" : found.getLast(), size);
      found.addAll(page);
    } while (page.size() == size);
    return found;
  }

  private static List<String> page(FakeListing listing, String prefix, String marker, int limit) {
    try {
      return walk(listing, prefix, marker, limit).run().stream().map(FileFacts::name).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static FileWalk walk(FakeListing listing, String prefix, String marker, int limit) {
    var request = new ListRequest(FileRequest.of(prefix), limit, marker);
    return new FileWalk(Call.within(Duration.ofMinutes(1)), request, limit, listing);
  }

  /** Files none of which is a directory of another, in order. */
  private static NavigableSet<String> names(RandomGenerator random, int count) {
    var names = new TreeSet<String>(NameOrder.BY_CODE_POINT);
    for (int i = 0; i < count; i++) {
      var name = part(random) + (random.nextBoolean() ? "/" + part(random) : "");
      boolean clashes =
          names.stream()
              .anyMatch(other -> other.startsWith(name + '/') || name.startsWith(other + '/'));
      if (!clashes) {
        names.add(name);
      }
    }
    return names;
  }

  private static String part(RandomGenerator random) {
    var part = text(random);
    return part.matches("\\.*") ? part + "a" : part;
  }

  private static String text(RandomGenerator random) {
    var text = new StringBuilder();
    for (int length = random.nextInt(4); length > 0; length--) {
      text.append(CHARACTERS.get(random.nextInt(CHARACTERS.size())));
    }
    return text.toString();
  }

  /** The beginning of some name, which is no way up. */
  private static String prefix(RandomGenerator random, NavigableSet<String> names) {
    var name = new ArrayList<>(names).get(random.nextInt(names.size()));
    int length = name.codePointCount(0, name.length());
    var prefix = name.substring(0, name.offsetByCodePoints(0, random.nextInt(length + 1)));
    return prefix.matches("(.*/)?\\.\\.") ? name : prefix;
  }
}
