package io.outrigger.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.outrigger.client.ErrorCode;
import io.outrigger.client.OutriggerClient;
import io.outrigger.client.OutriggerException;
import io.outrigger.client.Secret;
import io.outrigger.testing.Outrigger;
import io.outrigger.testing.OutriggerSidecar;
import java.time.Duration;
import java.util.Map;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.ValueSource;

/** Ids, secrets, greetings and changes over TCP and over a Unix socket, by the extension. */
@Outrigger(secrets = {"planet=Saturn", "star=Sun"})
@ParameterizedClass
@ValueSource(ints = {0, 1})
final class OtherBlocksIT {

  private static OutriggerClient[] clients;

  private final OutriggerClient client;
  private final String own;

  OtherBlocksIT(int address) {
    client = clients[address];
    own = "address" + address + "-";
  }

  @BeforeAll
  static void connect(OutriggerSidecar sidecar) {
    clients =
        sidecar.endpoints().stream()
            .map(endpoint -> OutriggerClient.builder().endpoint(endpoint).build())
            .toArray(OutriggerClient[]::new);
  }

  @AfterAll
  static void disconnect() {
    for (var each : clients) {
      each.close();
    }
  }

  @Test
  void ids_grow_and_a_strong_one_is_higher_than_all_before_it() {
    var ids = client.sequencer("ids");

    assertThat(ids.next(own + "k")).isEqualTo(1);
    assertThat(ids.next(own + "k")).isEqualTo(2);
    assertThat(ids.nextStrong(own + "k")).isGreaterThan(2);
    assertThat(ids.ids(own + "stream").limit(100))
        .containsExactlyElementsOf(LongStream.rangeClosed(1, 100).boxed().toList());
  }

  @Test
  void secrets_are_read_one_by_one_and_all_at_once() {
    var secrets = client.secrets("secrets");

    assertThat(secrets.get("planet").value()).isEqualTo("Saturn");
    assertThat(secrets.get("planet", Map.of())).hasToString("Secret[planet=***]");
    assertThat(secrets.getAll()).containsOnlyKeys("planet", "star");
    assertThat(secrets.getAll()).containsEntry("star", new Secret("star", Map.of("star", "Sun")));
    assertThat(failure(() -> secrets.get("moon")).code()).isEqualTo(ErrorCode.NOT_FOUND);
  }

  @Test
  void a_greeting_shows_that_the_sidecar_answers() {
    client.waitUntilReady(Duration.ofSeconds(10));

    assertThat(client.hello("hello").say("you")).isEqualTo("hello, you");
  }

  @Test
  void a_change_is_refused_since_the_sidecar_does_not_serve_it_yet() {
    var failure =
        failure(() -> client.lifecycle().apply("hello", "nobody", Map.of("hello", "good day")));

    assertThat(failure.code()).isEqualTo(ErrorCode.UNIMPLEMENTED);
    assertThat(failure.store()).contains("nobody");
  }

  @Test
  void a_client_without_an_endpoint_finds_the_sidecar_of_the_tests() {
    try (var found = OutriggerClient.builder().build()) {
      assertThat(found.secrets("secrets").get("star").value()).isEqualTo("Sun");
    }
  }

  private static OutriggerException failure(Runnable call) {
    return catchThrowableOfType(OutriggerException.class, call::run);
  }
}
