package io.outrigger.s3;

import static org.assertj.core.api.Assertions.assertThat;

import io.outrigger.s3.server.AsProxy;
import io.outrigger.s3.server.Front;
import io.outrigger.s3.server.SettingsOf;
import io.outrigger.s3.server.TestS3;
import io.outrigger.spi.ErrorCode;
import io.outrigger.spi.file.FileFacts;
import io.outrigger.spi.file.FileRequest;
import io.outrigger.spi.file.ListRequest;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Where the bucket stands, in names and in requests. */
final class AddressingTest extends StoreTest {

  @ParameterizedTest
  @EnumSource(
      value = Flavor.class,
      names = {"AWS", "ALIYUN"})
  void the_bucket_stands_in_the_name_of_the_host(Flavor flavor) throws IOException {
    try (var _ = AsProxy.of(front());
        var caller = Caller.of(flavor, atDomain())) {
      caller.put("a/文件 %2F", Caller.bytes(1));
      caller.put("large", Caller.bytes(9 << 20));
    }

    assertThat(front().seen())
        .extracting(request -> request.header("host"))
        .containsOnly("files." + Front.DOMAIN);
    assertThat(front().seen("PutObject"))
        .extracting(request -> request.rawPath())
        .containsExactly("/a/%E6%96%87%E4%BB%B6%20%252F");
    assertThat(isStored("a/文件 %2F")).isTrue();
    assertThat(isStored("large")).isTrue();
  }

  @Test
  void the_bucket_stands_in_the_path_of_minio() throws IOException {
    try (var _ = AsProxy.of(front());
        var caller = Caller.of(Flavor.MINIO, atDomain())) {
      caller.put("name", Caller.bytes(1));
    }

    assertThat(front().seen())
        .extracting(request -> request.header("host"))
        .containsOnly(Front.DOMAIN);
    assertThat(front().seen("PutObject"))
        .extracting(request -> request.rawPath())
        .containsExactly("/files/name");
  }

  @Test
  void the_setting_says_where_the_bucket_stands() throws IOException {
    try (var _ = AsProxy.of(front());
        var path = Caller.of(Flavor.AWS, atDomain().with("pathStyle", Optional.of(true)));
        var host = Caller.of(Flavor.MINIO, atDomain().with("pathStyle", Optional.of(false)))) {
      front().forget();
      path.put("by-path", Caller.bytes(1));
      host.put("by-host", Caller.bytes(1));
    }

    assertThat(front().seen())
        .extracting(request -> request.header("host"))
        .containsExactly(Front.DOMAIN, "files." + Front.DOMAIN);
  }

  private static SettingsOf atDomain() {
    return SettingsOf.endpoint("http://" + Front.DOMAIN).with("bucket", TestS3.BUCKET);
  }

  @Test
  void without_a_bucket_of_its_own_names_begin_with_one() throws IOException {
    memory().make("second");
    try (var free = Caller.of(Flavor.MINIO, settings().with("bucket", ""))) {
      free.put("files/a/b", Caller.bytes(1));
      free.put("second/c", Caller.bytes(2));

      assertThat(free.read("files/a/b")).isEqualTo(Caller.bytes(1));
      assertThat(free.stat("second/c").name()).isEqualTo("second/c");
      free.delete("files/a/b");
      assertThat(isStored("a/b")).isFalse();
    }
    assertThat(memory().objects("second")).containsOnlyKeys("c");
  }

  @Test
  void without_a_bucket_of_its_own_lists_are_of_one() throws IOException {
    try (var free = Caller.of(Flavor.MINIO, settings().with("bucket", ""))) {
      for (var name : new String[] {"a", "b", "c"}) {
        free.put("files/d/" + name, Caller.bytes(1));
      }
      var first = free.list("files/d/", 2, "");

      assertThat(first.files())
          .extracting(FileFacts::name)
          .containsExactly("files/d/a", "files/d/b");
      assertThat(free.list("files/d/", 2, first.marker()).files())
          .extracting(FileFacts::name)
          .containsExactly("files/d/c");
      assertThat(free.list("files", 0, "").files()).hasSize(3);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"no-slash", "/key", "files/", "ab/key", "arn:aws:s3:::x/key", "a#b/key"})
  void a_name_without_a_proper_bucket_is_refused(String name) {
    try (var free = Caller.of(Flavor.MINIO, settings().with("bucket", ""))) {
      front().forget();
      assertThat(Caller.failureOf(() -> free.put(name, Caller.bytes(1))).code())
          .isEqualTo(ErrorCode.INVALID_ARGUMENT);
    }

    assertThat(front().seen()).isEmpty();
  }

  @Test
  void a_marker_of_another_bucket_is_refused() {
    try (var free = Caller.of(Flavor.MINIO, settings().with("bucket", ""))) {
      var request = new ListRequest(FileRequest.of("files/"), 0, "second/c");

      assertThat(Caller.failureOf(() -> free.store().list(Caller.call(), request)).code())
          .isEqualTo(ErrorCode.INVALID_ARGUMENT);
    }
  }

  @Test
  void a_name_of_more_bytes_than_a_key_may_have_is_refused() {
    assertThat(Caller.failureOf(() -> caller().put("文".repeat(342), Caller.bytes(1))).code())
        .isEqualTo(ErrorCode.INVALID_ARGUMENT);
  }

  @Test
  void facts_are_those_that_the_store_tells() throws IOException {
    caller()
        .put(
            "name",
            Map.of("content-type", "text/plain", "storageType", "STANDARD_IA"),
            new ByteArrayInputStream(Caller.bytes(3)));

    assertThat(caller().stat("name").metadata())
        .containsEntry("etag", stored("name").etag())
        .containsEntry("content-type", "text/plain")
        .containsEntry("storage-class", "STANDARD_IA");
    assertThat(caller().stat("name").lastModified()).isEqualTo(stored("name").modified());
  }
}
