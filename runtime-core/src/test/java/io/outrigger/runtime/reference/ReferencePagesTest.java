package io.outrigger.runtime.reference;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

final class ReferencePagesTest {

  private static final Map<String, String> PAGES = ReferencePages.of(SampleComponents.catalog());

  @Test
  void there_is_a_page_for_each_kind_and_an_index() {
    assertThat(PAGES).containsOnlyKeys("README.md", "state.md", "hello.md");
  }

  @Test
  void every_page_says_that_it_is_generated_and_ends_with_one_line_feed() {
    assertThat(PAGES.values())
        .allSatisfy(page ->
            assertThat(page).startsWith(ReferencePages.MARK).endsWith("\n").doesNotEndWith("\n\n"));
  }

  @Test
  void no_line_has_blanks_at_its_end() {
    assertThat(PAGES.values())
        .allSatisfy(page -> assertThat(page.lines()).noneMatch(line -> line.endsWith(" ")));
  }

  @Test
  void the_index_links_to_each_type() {
    assertThat(page("README.md").lines())
        .contains(
            "| [hello](hello.md) | [`nested`](hello.md#nested) | | " + source("nested") + " |",
            "| [state](state.md) | [`big`](state.md#big) | `very.big` | " + source("big") + " |");
  }

  @Test
  void a_setting_has_a_row_that_says_everything() {
    assertThat(page("state.md").lines())
        .contains(
            "| `redisHost` | text | required | `host` | Where `it` is, a\\|b. |",
            "| `pause` | duration, or a number of seconds | `5s` | | How long. |",
            "| `size` | size | none | | How big. |",
            "| `mode` | one of single, many-nodes | `many-nodes` | | How. |");
  }

  @Test
  void the_settings_of_the_kind_stand_before_the_types() {
    var page = page("state.md");

    assertThat(page.indexOf("| `keyPrefix` | text | empty |"))
        .isPositive()
        .isLessThan(page.indexOf("## big"));
  }

  @Test
  void the_settings_in_an_object_have_a_table_of_their_own() {
    assertThat(page("hello.md"))
        .contains(
            """
            In `many` (list of object):

            | key | type | default | aliases | what it does |
            | --- | --- | --- | --- | --- |
            | `host` | text | required | | The host. |
            | `port` | whole number | `80` | | The port. |
            """);
  }

  @Test
  void the_example_has_what_is_required_in_both_forms() {
    assertThat(page("hello.md"))
        .contains(
            """
            ```json
            {
              "components": {
                "hello": {
                  "my-hello": {
                    "type": "nested",
                    "one": {
                      "host": "..."
                    }
                  }
                }
              }
            }
            ```
            """,
            """
            {
              "hellos": {
                "my-hello": {
                  "type": "nested",
                  "metadata": {
                    "one": {
                      "host": "..."
                    }
                  }
                }
              }
            }
            """);
  }

  @Test
  void a_type_that_may_have_several_endpoints_says_so_in_a_line() {
    var pages = ReferencePages.of(SampleComponents.withEndpoints());

    assertThat(Objects.requireNonNull(pages.get("file.md")).lines())
        .containsOnlyOnce(
            "`metadata` may be an array of objects, one for each `endpoint`; what stands beside it"
                + " counts for all of them. A request names one by the key `endpoint` of its"
                + " metadata, unless there is only one.");
    assertThat(page("hello.md")).doesNotContain("may be an array");
  }

  private static String page(String name) {
    return Objects.requireNonNull(PAGES.get(name));
  }

  /** The provider is a lambda of the tests, so what brings it is the folder of their classes. */
  private static String source(String type) {
    return SampleComponents.catalog().types().stream()
        .filter(installed -> installed.type().equals(type))
        .map(installed -> installed.place().replaceFirst("/$", "").replaceFirst(".*/", ""))
        .findFirst()
        .orElseThrow();
  }
}
