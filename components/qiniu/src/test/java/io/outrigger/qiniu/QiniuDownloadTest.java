package io.outrigger.qiniu;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.outrigger.qiniu.server.LocalQiniu;
import io.outrigger.spi.ErrorCode;
import io.outrigger.spi.file.ByteRange;
import io.outrigger.spi.file.ReadRequest;
import io.outrigger.testkit.http.Fault;
import io.outrigger.testkit.http.HttpRequest;
import io.outrigger.testkit.http.HttpResponse;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Downloads of public and private buckets, and what goes wrong with them. */
final class QiniuDownloadTest {

  private static final int MIB = 1 << 20;
  private static final int OFTEN = 100;

  private final QiniuFixture files = QiniuFixture.start();

  @AfterEach
  void close() {
    files.server().downloadFaults().release();
    files.close();
  }

  @Test
  void files_of_a_public_bucket_are_downloaded_without_a_signature() {
    var requests = seen();
    files.put("a b", TestContent.bytes(10));
    var _ = files.bytes("a b");

    assertThat(requests).extracting(HttpRequest::target).containsExactly("/a%20b");
  }

  @Test
  void files_of_a_private_bucket_are_downloaded_with_a_link_that_is_valid_for_a_while() {
    var requests = seen();
    try (var store = privateStore(SettingsOf.server(files.server().makePrivate()))) {
      store.put("a", TestContent.bytes(10));
      var _ = store.bytes("a");
      long end = store.context().clock().instant().getEpochSecond() + 60;

      assertThat(requests).extracting(each -> each.parameters().get("e")).containsExactly("" + end);
    }
  }

  @Test
  void a_private_bucket_that_the_settings_call_public_says_what_to_do() {
    files.server().makePrivate();
    files.put("a", TestContent.bytes(10));
    var failure = files.readFailure("a");

    assertThat(failure.code()).isEqualTo(ErrorCode.PERMISSION_DENIED);
    assertThat(failure)
        .hasMessage(
            "file \"a\": Qiniu answers 401: bad token (expected: a public bucket, or the setting"
                + " private, by which downloads are signed) [request local-401]");
  }

  @Test
  void a_link_that_has_expired_says_that_the_clock_is_wrong() {
    try (var store = privateStore(SettingsOf.server(files.server().makePrivate()))) {
      store.put("a", TestContent.bytes(10));
      store.context().clock().advance(Duration.ofHours(-2));
      var failure = store.readFailure("a");

      assertThat(failure.code()).isEqualTo(ErrorCode.PERMISSION_DENIED);
      assertThat(failure).hasMessageContaining("the clock of this host");
    }
  }

  @Test
  void a_download_that_has_begun_may_take_longer_than_its_link_is_valid() throws IOException {
    var settings =
        SettingsOf.server(files.server().makePrivate()).with("linkValidity", Duration.ofSeconds(1));
    try (var store = privateStore(settings)) {
      store.put("a", TestContent.of(9 * MIB));
      try (var content = store.store().open(store.call(), ReadRequest.of("a"))) {
        store.context().clock().advance(Duration.ofHours(1));

        assertThat(content).hasSameContentAs(TestContent.of(9 * MIB));
      }
    }
  }

  @ParameterizedTest
  @CsvSource({
    "400, INVALID_ARGUMENT",
    "401, PERMISSION_DENIED",
    "403, PERMISSION_DENIED",
    "404, NOT_FOUND",
    "429, RESOURCE_EXHAUSTED",
    "478, UNAVAILABLE",
    "500, UNAVAILABLE",
    "503, UNAVAILABLE",
    "504, TIMEOUT",
    "573, RESOURCE_EXHAUSTED",
    "599, UNAVAILABLE",
    "304, INTERNAL"
  })
  void an_answer_has_its_code(int status, ErrorCode code) {
    files.put("a", TestContent.bytes(10));
    files.server().downloadFaults().next(1, Fault.answer(status, "<html>page</html>"));

    assertThat(files.readFailure("a").code()).isEqualTo(code);
  }

  @Test
  void the_page_of_an_error_is_no_content() {
    assertThat(files.readFailure("never").code()).isEqualTo(ErrorCode.NOT_FOUND);
    assertThat(files.readFailure("never")).hasMessageContaining("404: Document not found");
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 50_000, 99_999})
  void content_that_changes_on_its_way_is_not_given_out_whole(int place) {
    files.put("a", TestContent.bytes(100_000));
    files.server().downloadFaults().next(1, Fault.corruptResponse(place));
    var failure = files.readFailure("a");

    assertThat(failure.code()).isEqualTo(ErrorCode.DATA_LOSS);
    assertThat(failure).hasMessageContaining("its checksum is");
  }

  @Test
  void content_of_many_parts_is_checked_too() {
    files.put("a", TestContent.of(9 * MIB));
    files.server().downloadFaults().next(1, Fault.corruptResponse(8 * MIB));

    assertThat(files.readFailure("a").code()).isEqualTo(ErrorCode.DATA_LOSS);
  }

  @Test
  void content_is_checked_by_an_md5_too() {
    files.server().downloadFaults().next(1, answer("\"d41d8cd98f00b204e9800998ecf8427e\"", "text"));
    assertThat(files.readFailure("a").code()).isEqualTo(ErrorCode.DATA_LOSS);

    files.server().downloadFaults().next(1, answer("\"1CB251EC0D568DE6A929B520C4AED8D1\"", "text"));
    assertThat(files.bytes("a")).asString().isEqualTo("text");
  }

  @Test
  void content_with_an_etag_of_another_kind_is_given_out() {
    files.server().downloadFaults().next(1, answer("W/\"proxy\"", "text"));

    assertThat(files.bytes("a")).asString().isEqualTo("text");
  }

  @Test
  void content_of_untold_length_is_given_out() {
    files
        .server()
        .downloadFaults()
        .next(1, Fault.answer(request -> HttpResponse.of(200).chunked(TestContent.of(100_000))));

    assertThat(files.bytes("a")).isEqualTo(TestContent.all(100_000));
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 50_000, 99_999})
  void a_connection_that_is_cut(int place) {
    files.put("a", TestContent.bytes(100_000));
    files.server().downloadFaults().next(OFTEN, Fault.cutResponseAfter(place));
    var failure = files.readFailure("a");

    assertThat(failure.code()).isEqualTo(ErrorCode.UNAVAILABLE);
    assertThat(failure).hasMessageContaining("file \"a\"");
  }

  @Test
  void a_connection_that_is_cut_before_the_answer() {
    files.server().downloadFaults().next(OFTEN, Fault.cutAnswer());

    assertThat(files.readFailure("a").code()).isEqualTo(ErrorCode.UNAVAILABLE);
  }

  @Test
  void a_trickle_ends_with_the_time_of_the_call() {
    files.put("a", TestContent.bytes(100_000));
    files.server().downloadFaults().next(OFTEN, Fault.trickle(10, Duration.ofMillis(20)));
    try (var hurried = QiniuFixture.within(Duration.ofMillis(400), files.server())) {
      long start = System.nanoTime();
      var failure = hurried.readFailure("a");

      assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(10));
      assertThat(failure.code()).isEqualTo(ErrorCode.CANCELLED);
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void silence_ends_with_the_socket_timeout(boolean withinContent) {
    files.put("a", TestContent.bytes(100_000));
    files
        .server()
        .downloadFaults()
        .next(OFTEN, withinContent ? Fault.holdResponseAfter(50_000) : Fault.holdAnswer());
    var settings = SettingsOf.server(files.server()).with("socketTimeout", Duration.ofMillis(300));
    try (var impatient = QiniuFixture.start(files.server(), settings)) {
      assertThat(impatient.readFailure("a").code()).isEqualTo(ErrorCode.TIMEOUT);
      files.server().downloadFaults().release();
    }
  }

  @Test
  void a_download_that_is_closed_early_gives_its_connection_back_or_closes_it() throws IOException {
    files.put("a", TestContent.of(9 * MIB));
    for (int i = 0; i < 10; i++) {
      try (var content = files.store().open(files.call(), ReadRequest.of("a"))) {
        assertThat(content.readNBytes(1000)).hasSize(1000);
      }
    }

    assertThat(files.store().connections()).isLessThanOrEqualTo(2);
  }

  @Test
  void a_domain_that_gives_no_ranges_is_found_out() {
    files.put("a", TestContent.bytes(1000));
    files.server().downloadFaults().next(1, answer("", "the whole"));

    assertThat(files.readFailure("a", new ByteRange(5, 10)).code())
        .isEqualTo(ErrorCode.UNSUPPORTED);
  }

  @Test
  void another_range_than_was_asked_for_is_found_out() {
    var wrong =
        Fault.answer(
            request -> HttpResponse.of(206).with("Content-Range", "bytes 0-5/1000").body("wrong!"));
    files.server().downloadFaults().next(1, wrong);
    var failure = files.readFailure("a", new ByteRange(5, 10));

    assertThat(failure.code()).isEqualTo(ErrorCode.INTERNAL);
    assertThat(failure).hasMessageContaining("\"bytes 0-5/1000\"");
  }

  @Test
  void a_range_is_checked_for_its_length() {
    files.put("a", TestContent.bytes(100_000));
    files.server().downloadFaults().next(OFTEN, Fault.cutResponseAfter(500));

    assertThat(files.readFailure("a", new ByteRange(0, 999)).code())
        .isEqualTo(ErrorCode.UNAVAILABLE);
  }

  @Test
  void the_end_of_a_file_can_be_asked_for() {
    files.put("a", TestContent.bytes(1000));

    assertThat(files.bytes("a", new ByteRange(-1, 5)))
        .isEqualTo(Arrays.copyOfRange(TestContent.bytes(1000), 995, 1000));
  }

  @Test
  void a_domain_that_sends_clients_elsewhere_is_followed() {
    files.put("a", TestContent.bytes(1000));
    var elsewhere = "http://" + files.server().domain() + "/a?moved";
    files
        .server()
        .downloadFaults()
        .next(1, Fault.answer(request -> HttpResponse.of(302).with("Location", elsewhere)));

    assertThat(files.bytes("a")).isEqualTo(TestContent.bytes(1000));
  }

  @Test
  void a_download_has_no_more_than_some_pieces_in_memory() throws IOException {
    files.put("a", TestContent.of(64 * MIB));
    var threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    var buffer = new byte[64 << 10];
    long before = threads.getCurrentThreadAllocatedBytes();
    long size = 0;
    try (var content = files.store().open(files.call(), ReadRequest.of("a"))) {
      for (int count = content.read(buffer); count >= 0; count = content.read(buffer)) {
        size += count;
      }
    }
    long allocated = threads.getCurrentThreadAllocatedBytes() - before;

    assertThat(size).isEqualTo(64 * MIB);
    assertThat(allocated).isLessThan(8 * MIB);
  }

  /** The downloads from now on. */
  private List<HttpRequest> seen() {
    var requests = new CopyOnWriteArrayList<HttpRequest>();
    var _ = files.server().downloadFaults().count(requests::add);
    return requests;
  }

  private QiniuFixture privateStore(SettingsOf settings) {
    return QiniuFixture.start(files.server(), settings.with("privateBucket", true));
  }

  private static Fault answer(String etag, String text) {
    return Fault.answer(request -> HttpResponse.of(200).with("ETag", etag).body(text));
  }

  @Test
  void the_host_is_spoken_to_as_the_settings_say() {
    try (var store =
        QiniuFixture.start(
            LocalQiniu.start(),
            SettingsOf.server(files.server())
                .with("endpoint", "http://" + files.server().domain() + "/")
                .with("useHttps", true)
                .with("ucHost", "http://" + files.server().services())
                .with("upHost", "http://" + files.server().services())
                .with("rsHost", "http://" + files.server().services() + "/")
                .with("rsfHost", "http://" + files.server().services()))) {
      store.put("a", TestContent.bytes(10));

      assertThat(store.bytes("a")).isEqualTo(TestContent.bytes(10));
    }
  }
}
