package io.outrigger.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.outrigger.s3.server.Front;
import io.outrigger.s3.server.SettingsOf;
import io.outrigger.s3.server.TestS3;
import io.outrigger.spi.ComponentException;
import io.outrigger.spi.ErrorCode;
import io.outrigger.spi.Secret;
import io.outrigger.spi.file.ByteRange;
import io.outrigger.testkit.Outcome;
import io.outrigger.testkit.TestContext;
import io.outrigger.testkit.http.Fault;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Starts, health checks and credentials. */
final class S3ConnectionTest extends StoreTest {

  @Test
  void a_wrong_secret_is_told_at_the_start() {
    var failure = startFailure(settings().with("accessKeySecret", Secret.of("wrong")));

    assertThat(failure.code()).isEqualTo(ErrorCode.PERMISSION_DENIED);
    assertThat(failure)
        .hasMessageContaining("SignatureDoesNotMatch")
        .hasMessageContaining("accessKeySecret");
  }

  @Test
  void an_unknown_key_is_told_at_the_start() {
    var failure = startFailure(settings().with("accessKeyId", Secret.of("nobody")));

    assertThat(failure.code()).isEqualTo(ErrorCode.PERMISSION_DENIED);
    assertThat(failure).hasMessageContaining("InvalidAccessKeyId");
  }

  @Test
  void a_bucket_that_is_not_there_is_told_at_the_start() {
    var failure = startFailure(settings().with("bucket", "other"));

    assertThat(failure.code()).isEqualTo(ErrorCode.NOT_FOUND);
    assertThat(failure)
        .hasMessageContaining("bucket \"other\"")
        .hasMessageContaining("make the bucket");
  }

  @Test
  void a_key_that_may_not_list_the_bucket_is_told_at_the_start() {
    front().fail("HeadBucket", Fault.answer(403, ""));
    front().fail("ListObjects", Front.refusal(403, "AccessDenied"));
    var failure = startFailure(settings());

    assertThat(failure.code()).isEqualTo(ErrorCode.PERMISSION_DENIED);
    assertThat(failure).hasMessageContaining("s3:ListBucket");
  }

  @Test
  void a_store_that_is_not_there_is_unavailable() throws IOException {
    int port;
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = socket.getLocalPort();
    }
    var failure = startFailure(SettingsOf.endpoint("127.0.0.1:" + port).with("bucket", "files"));

    assertThat(failure.code()).isEqualTo(ErrorCode.UNAVAILABLE);
    assertThat(failure).hasMessageContaining("endpoint");
  }

  @Test
  void a_name_that_no_dns_knows_is_unavailable() {
    var failure =
        startFailure(SettingsOf.endpoint("http://no-such-host.invalid").with("bucket", "files"));

    assertThat(failure.code()).isEqualTo(ErrorCode.UNAVAILABLE);
  }

  @Test
  void without_a_bucket_of_its_own_it_asks_for_the_buckets() {
    try (var free = Caller.of(Flavor.MINIO, settings().with("bucket", ""))) {
      assertThat(Outcome.valueOf(free.store()::health).isUp()).isTrue();
    }

    assertThat(front().seen("ListBuckets")).isNotEmpty();
  }

  @Test
  void a_key_that_may_not_list_the_buckets_is_good_enough() {
    front().fail("ListBuckets", Front.refusal(403, "AccessDenied"));
    try (var free = Caller.of(Flavor.MINIO, settings().with("bucket", ""))) {
      assertThat(Outcome.valueOf(free.store()::health).isUp()).isTrue();
    }
  }

  @Test
  void a_wrong_secret_is_told_without_a_bucket_too() {
    var wrong = settings().with("bucket", "").with("accessKeySecret", Secret.of("wrong"));

    assertThat(startFailure(wrong).code()).isEqualTo(ErrorCode.PERMISSION_DENIED);
  }

  @Test
  void the_health_is_that_of_the_moment() {
    assertThat(Outcome.valueOf(caller().store()::health).isUp()).isTrue();
    front().fail("HeadBucket", Fault.answer(503, ""));

    assertThat(Outcome.codeOf(caller().store()::health)).isEqualTo(ErrorCode.UNAVAILABLE);
    front().heal();
    assertThat(Outcome.valueOf(caller().store()::health).isUp()).isTrue();
  }

  @Test
  void a_start_can_be_tried_again() {
    front().fail("HeadBucket", Fault.answer(503, ""));
    var context = new TestContext();
    var store = new S3FileStore(Flavor.MINIO, settings().build(), context);
    assertThat(Outcome.codeOf(store::start)).isEqualTo(ErrorCode.UNAVAILABLE);
    front().heal();

    assertThat(Outcome.of(store::start).succeeded()).isTrue();
    Outcome.done(store::close);
    context.close();
  }

  @Test
  void a_store_that_is_closed_is_unavailable() {
    Outcome.done(caller().store()::close);

    assertThat(Caller.failureOf(() -> caller().open("name", ByteRange.all())).code())
        .isEqualTo(ErrorCode.UNAVAILABLE);
    assertThat(Outcome.codeOf(caller().store()::start)).isEqualTo(ErrorCode.UNAVAILABLE);
  }

  @Test
  void a_store_that_is_closed_ends_what_is_under_way() throws IOException {
    caller().put("name", Caller.bytes(300_000));
    front().fail("GetObject", Fault.trickle(1, Duration.ofMillis(20)));
    var running = Caller.start(() -> caller().read("name"));
    await().until(() -> !front().seen("GetObject").isEmpty());
    Outcome.done(caller().store()::close);

    assertThat(running.failure().code()).isEqualTo(ErrorCode.UNAVAILABLE);
  }

  /** The client hears from the store what time it is, and goes by that from then on. */
  @Test
  void a_host_whose_clock_is_wrong_is_served_all_the_same() throws IOException {
    front().skew(Duration.ofHours(3));
    caller().put("name", Caller.bytes(10));

    assertThat(stored("name").content()).isEqualTo(Caller.bytes(10));
  }

  @Test
  void a_clock_that_the_store_does_not_accept_is_told() {
    front().fail("GetObject", Front.refusal(403, "RequestTimeTooSkewed"));
    var failure = Caller.failureOf(() -> caller().read("name"));

    assertThat(failure.code()).isEqualTo(ErrorCode.PERMISSION_DENIED);
    assertThat(failure).hasMessageContaining("clock");
  }

  @Test
  void a_session_token_is_sent_and_signed() throws IOException {
    try (var server = TestS3.withSessionToken("token");
        var caller =
            Caller.of(Flavor.AWS, server.settings().with("sessionToken", Secret.of("token")))) {
      caller.put("name", Caller.bytes(1));

      assertThat(server.memory().objects(TestS3.BUCKET)).containsKey("name");
    }
  }

  @Test
  void a_wrong_session_token_is_denied() {
    try (var server = TestS3.withSessionToken("token")) {
      var failure =
          Caller.startFailure(Flavor.AWS, server.settings().with("sessionToken", Secret.of("old")));

      assertThat(failure.code()).isEqualTo(ErrorCode.PERMISSION_DENIED);
      assertThat(failure).hasMessageContaining("InvalidToken");
    }
  }

  @Test
  void aws_without_a_key_takes_that_of_its_environment() {
    var environment =
        Map.of("aws.accessKeyId", SettingsOf.KEY_ID, "aws.secretAccessKey", SettingsOf.SECRET);
    environment.forEach(System::setProperty);
    try (var caller = Caller.of(Flavor.AWS, keyless())) {
      assertThat(Outcome.valueOf(caller.store()::health).isUp()).isTrue();
    } finally {
      environment.keySet().forEach(System::clearProperty);
    }
  }

  @Test
  void aws_without_a_key_anywhere_says_what_it_needs() {
    var nowhere =
        Map.of(
            "aws.disableEc2Metadata", "true",
            "aws.configFile", "/nowhere/config",
            "aws.sharedCredentialsFile", "/nowhere/credentials");
    nowhere.forEach(System::setProperty);
    try {
      var failure = Caller.startFailure(Flavor.AWS, keyless());

      assertThat(failure.code()).isEqualTo(ErrorCode.PERMISSION_DENIED);
      assertThat(failure)
          .hasMessageContaining("no credentials (expected: accessKeyID and accessKeySecret");
    } finally {
      nowhere.keySet().forEach(System::clearProperty);
    }
  }

  private static SettingsOf keyless() {
    return settings().with("accessKeyId", Secret.of("")).with("accessKeySecret", Secret.of(""));
  }

  private static ComponentException startFailure(SettingsOf settings) {
    return Caller.startFailure(Flavor.MINIO, settings);
  }
}
