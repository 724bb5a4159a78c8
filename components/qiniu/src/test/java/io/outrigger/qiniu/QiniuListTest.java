package io.outrigger.qiniu;

import static org.assertj.core.api.Assertions.assertThat;

import io.outrigger.spi.ErrorCode;
import io.outrigger.spi.file.FileFacts;
import io.outrigger.testkit.http.Fault;
import io.outrigger.testkit.http.HttpRequest;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Lists, and the facts about files. */
final class QiniuListTest {

  private final QiniuFixture files = QiniuFixture.start();

  @AfterEach
  void close() {
    files.close();
  }

  @ParameterizedTest
  @CsvSource({"0, 1000", "1, 1", "1000, 1000", "1001, 1000", "2147483647, 1000"})
  void qiniu_is_asked_for_no_more_than_it_gives(int pageSize, String limit) {
    var requests = new CopyOnWriteArrayList<HttpRequest>();
    var _ = files.server().faults().count(each -> Requests.isList(each) && requests.add(each));
    var _ = files.list("", pageSize, "");

    assertThat(requests).extracting(each -> each.parameters().get("limit")).containsExactly(limit);
  }

  @Test
  void the_marker_is_qinius() {
    List.of("a", "b", "c").forEach(name -> files.put(name, TestContent.bytes(1)));
    var first = files.list("", 2, "");

    assertThat(first.marker()).isNotEqualTo("b");
    assertThat(files.list("", 2, first.marker()).files())
        .extracting(FileFacts::name)
        .containsExactly("c");
  }

  @Test
  void a_marker_that_is_none_is_refused() {
    assertThat(files.listFailure("", 2, "b").code()).isEqualTo(ErrorCode.INVALID_ARGUMENT);
  }

  @Test
  void a_page_size_below_zero_is_refused() {
    assertThat(files.listFailure("", -1, "").code()).isEqualTo(ErrorCode.INVALID_ARGUMENT);
  }

  @Test
  void an_empty_page_is_the_last_only_without_a_marker() {
    files
        .server()
        .faults()
        .next(1, Requests::isList, Fault.answer(200, "{\"items\":[],\"marker\":\"more\"}"));
    var page = files.list("", 10, "");

    assertThat(page.files()).isEmpty();
    assertThat(page.marker()).isEqualTo("more");
  }

  @Test
  void a_page_without_items_is_empty() {
    files.server().faults().next(1, Requests::isList, Fault.answer(200, "{\"items\":null}"));

    assertThat(files.list("", 10, "").files()).isEmpty();
  }

  @Test
  void the_facts_are_those_of_qiniu() {
    files
        .server()
        .faults()
        .next(
            1,
            Requests::isStat,
            Fault.answer(
                200,
                """
                {"fsize": 5122935, "hash": "ljfockr0lOil_bZfyaI2ZY78HWoH", "md5": "0d",
                 "mimeType": "image/png", "putTime": 13603956734587420, "type": 4,
                 "endUser": "ann", "status": 0}
                """));
    var facts = files.stat("image");

    assertThat(facts.size()).isEqualTo(5_122_935);
    assertThat(facts.lastModified()).isEqualTo(Instant.parse("2013-02-09T07:41:13.458742Z"));
    assertThat(facts.metadata())
        .containsEntry("etag", "ljfockr0lOil_bZfyaI2ZY78HWoH")
        .containsEntry("hash", "ljfockr0lOil_bZfyaI2ZY78HWoH")
        .containsEntry("content-type", "image/png")
        .containsEntry("mimeType", "image/png")
        .containsEntry("type", "4")
        .containsEntry("storageType", "ARCHIVE_IR")
        .containsEntry("md5", "0d")
        .containsEntry("endUser", "ann")
        .hasSize(8);
  }

  @Test
  void a_storage_class_that_is_not_known_here_is_told_by_its_number() {
    files
        .server()
        .faults()
        .next(1, Requests::isStat, Fault.answer(200, "{\"fsize\":1,\"putTime\":1,\"type\":9}"));

    assertThat(files.stat("a").metadata()).containsEntry("storageType", "9");
  }

  @Test
  void facts_that_lack_the_size_are_no_facts() {
    files.server().faults().next(1, Requests::isStat, Fault.answer(200, "{\"putTime\":1}"));

    assertThat(files.statFailure("a")).hasMessage("file \"a\": Qiniu's reply has no fsize");
  }

  @Test
  void deleting_what_is_not_there_is_no_failure() {
    files.delete("never");

    assertThat(files.statFailure("never").code()).isEqualTo(ErrorCode.NOT_FOUND);
  }
}
