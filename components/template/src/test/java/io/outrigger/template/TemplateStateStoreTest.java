package io.outrigger.template;

import static org.assertj.core.api.Assertions.assertThat;

import io.outrigger.spi.Bytes;
import io.outrigger.spi.Call;
import io.outrigger.spi.ErrorCode;
import io.outrigger.spi.state.GetRequest;
import io.outrigger.spi.state.SetRequest;
import io.outrigger.spi.state.WriteOptions;
import io.outrigger.template.shelf.ShelfServer;
import io.outrigger.testkit.Outcome;
import io.outrigger.testkit.TestContext;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What the conformance suite does not ask: a server that is down or mute, bounds and meters. */
final class TemplateStateStoreTest {

  private static final Call CALL = Call.within(Duration.ofMinutes(1));

  private final TestContext context = new TestContext();
  private final ShelfServer server = ShelfServer.start(0, "ann", "secret", context.clock());
  private final TemplateStateStore store =
      new TemplateStateStore(Settings.of(server.address(), "ann", "secret"), context);

  @AfterEach
  void stop() {
    Outcome.done(store::close);
    server.close();
  }

  @Test
  void a_server_that_is_down_is_unavailable() {
    Outcome.done(store::start);
    server.close();

    assertThat(Outcome.translatedCodeOf(() -> store.get(CALL, GetRequest.of("key"))))
        .isEqualTo(ErrorCode.UNAVAILABLE);
    assertThat(Outcome.of(store::health).succeeded()).isFalse();
  }

  @Test
  void after_its_connections_were_cut_it_makes_new_ones() {
    Outcome.done(store::start);
    server.cutConnections();
    assertThat(Outcome.of(store::health).succeeded()).isFalse();

    assertThat(Outcome.valueOf(store::health).isUp()).isTrue();
  }

  @Test
  void a_wrong_password_fails_the_start() {
    var stranger = new TemplateStateStore(Settings.of(server.address(), "ann", "wrong"), context);

    assertThat(Outcome.of(stranger::start))
        .hasToString("failed with java.io.IOException: the server refuses: wrong user or password");
  }

  @Test
  void a_server_that_does_not_answer_holds_nobody_up() throws IOException {
    try (var mute = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      var address = "127.0.0.1:" + mute.getLocalPort();
      var waiting = new TemplateStateStore(Settings.of(address), context);
      var stage = waiting.get(CALL, GetRequest.of("key")).toCompletableFuture();

      assertThat(stage).isNotDone();
    }
  }

  @Test
  void a_server_that_does_not_answer_in_time_is_unavailable() throws IOException {
    try (var mute = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      var address = "127.0.0.1:" + mute.getLocalPort();
      var settings = Settings.of(address, "", "", Duration.ofMillis(50));
      var waiting = new TemplateStateStore(settings, context);

      assertThat(Outcome.translatedCodeOf(() -> waiting.get(CALL, GetRequest.of("key"))))
          .isEqualTo(ErrorCode.UNAVAILABLE);
    }
  }

  @Test
  void a_value_beyond_the_bound_is_refused() {
    var large = Bytes.wrap(new byte[(int) Settings.MAX_VALUE.bytes() + 1]);

    assertThat(Outcome.codeOf(() -> store.set(CALL, SetRequest.of("key", large))))
        .isEqualTo(ErrorCode.RESOURCE_EXHAUSTED);
  }

  @Test
  void a_write_that_comes_after_another_is_counted() {
    Outcome.done(() -> store.set(CALL, write()));
    assertThat(context.meters().count("conflicts")).isZero();

    assertThat(Outcome.codeOf(() -> store.set(CALL, write()))).isEqualTo(ErrorCode.ETAG_MISMATCH);
    assertThat(context.meters().count("conflicts")).isEqualTo(1);
  }

  private static SetRequest write() {
    return SetRequest.of("key", Bytes.utf8("value"), WriteOptions.ifAbsent());
  }
}
