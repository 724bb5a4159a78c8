package io.outrigger.it;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import io.outrigger.client.Codec;
import io.outrigger.client.ErrorCode;
import io.outrigger.client.OutriggerException;
import io.outrigger.client.ReadConsistency;
import io.outrigger.client.StateEntry;
import io.outrigger.client.StateStore;
import io.outrigger.client.WriteOptions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.ValueSource;

/** State over TCP and over a Unix socket. */
@ParameterizedClass
@ValueSource(ints = {0, 1})
final class StateStoreIT {

  /** A value as applications have them. */
  record Order(String item, int count) {}

  private static Clients clients;

  private final StateStore<String> store;
  private final StateStore<Order> orders;
  private final StateStore<byte[]> bytes;
  private final String own;

  StateStoreIT(int address) {
    store = clients.get(address).state("state", Codec.string());
    orders = clients.get(address).state("state", Codec.json(Order.class));
    bytes = clients.get(address).state("state");
    own = "address" + address + "-";
  }

  @BeforeAll
  static void start() {
    clients = new Clients();
  }

  @AfterAll
  static void stop() {
    clients.close();
  }

  @Test
  void what_is_saved_is_read_with_a_version_and_deleted() {
    store.save(own + "k", "v");

    assertThat(store.get(own + "k")).get().extracting(StateEntry::value).isEqualTo("v");
    assertThat(store.get(own + "k", ReadConsistency.STRONG).orElseThrow().etag()).isNotEmpty();
    store.delete(own + "k");
    assertThat(store.get(own + "k")).isEmpty();
    store.delete(own + "k");
  }

  @Test
  void an_empty_value_is_a_value() {
    bytes.save(own + "empty", new byte[0]);

    assertThat(bytes.get(own + "empty").orElseThrow().value()).isEmpty();
  }

  @Test
  void values_may_be_records_in_json() {
    orders.save(own + "order", new Order("moon", 2));

    assertThat(orders.get(own + "order").orElseThrow().value()).isEqualTo(new Order("moon", 2));
    assertThat(bytes.get(own + "order").orElseThrow().value())
        .asString(UTF_8)
        .isEqualTo("{\"item\":\"moon\",\"count\":2}");
  }

  @Test
  void a_value_that_the_codec_cannot_read_is_data_loss() {
    store.save(own + "broken", "{");

    var failure = failure(() -> orders.get(own + "broken"));
    assertThat(failure.code()).isEqualTo(ErrorCode.DATA_LOSS);
    assertThat(failure.reason()).isEqualTo("CODEC");
    assertThat(failure.key()).contains(own + "broken");
    assertThat(failure(() -> orders.getAll(List.of(own + "broken"))).key())
        .contains(own + "broken");
  }

  @Test
  void several_values_come_in_the_order_of_their_keys_without_those_that_are_not_there() {
    store.saveAll(Map.of(own + "a", "1", own + "b", "2"), WriteOptions.DEFAULT);

    var all = store.getAll(List.of(own + "b", own + "none", own + "a"));
    assertThat(all.keySet()).containsExactly(own + "b", own + "a");
    assertThat(all).extractingByKey(own + "a").extracting(StateEntry::value).isEqualTo("1");
    store.deleteAll(List.of(own + "a", own + "b"));
    assertThat(store.getAll(List.of(own + "a", own + "b"))).isEmpty();
  }

  @Test
  void an_etag_lets_the_faster_write_win() {
    store.save(own + "raced", "1");
    var etag = store.get(own + "raced").orElseThrow().etag();
    store.save(own + "raced", "2", WriteOptions.DEFAULT.etag(etag));

    var failure = failure(() -> store.save(own + "raced", "3", WriteOptions.DEFAULT.etag(etag)));
    assertThat(failure.code()).isEqualTo(ErrorCode.ABORTED);
    assertThat(failure.reason()).isEqualTo("ETAG_MISMATCH");
    assertThat(failure.store()).contains("state");
    assertThat(failure.key()).contains(own + "raced");
    assertThat(failure.retryable()).isFalse();
    assertThat(failure.serverMessage()).contains("etag");
    assertThat(failure(() -> store.delete(own + "raced", WriteOptions.DEFAULT.etag(etag))).code())
        .isEqualTo(ErrorCode.ABORTED);
    assertThat(store.get(own + "raced").orElseThrow().value()).isEqualTo("2");
  }

  @Test
  void a_value_that_is_there_is_not_created() {
    store.save(own + "once", "1", WriteOptions.DEFAULT.ifAbsent());

    assertThat(failure(() -> store.save(own + "once", "2", WriteOptions.DEFAULT.ifAbsent())).code())
        .isEqualTo(ErrorCode.ABORTED);
  }

  @Test
  void a_value_lives_as_long_as_it_was_told() {
    store.save(own + "brief", "v", WriteOptions.DEFAULT.strong().ttl(Duration.ofMillis(900)));

    var expiry = store.get(own + "brief").orElseThrow().expiresAt();
    assertThat(expiry.orElseThrow()).isBefore(Instant.now().plusSeconds(2));
    await().until(() -> store.get(own + "brief").isEmpty());
  }

  @Test
  void a_transaction_is_done_whole_or_not_at_all() {
    store.save(own + "gone", "v");
    store
        .transaction()
        .save(own + "t1", "1")
        .save(
            own + "t2", Codec.json(Order.class), new Order("x", 1), WriteOptions.DEFAULT.eventual())
        .delete(own + "gone")
        .commit();
    assertThat(store.get(own + "t1").orElseThrow().value()).isEqualTo("1");
    assertThat(orders.get(own + "t2").orElseThrow().value()).isEqualTo(new Order("x", 1));
    assertThat(store.get(own + "gone")).isEmpty();

    var failing =
        store
            .transaction()
            .save(own + "t1", "2")
            .delete(own + "t2", WriteOptions.DEFAULT.etag("none"));
    assertThat(failure(failing::commit).store()).contains("state");
    assertThat(store.get(own + "t1").orElseThrow().value()).isEqualTo("1");
  }

  @Test
  void an_unknown_store_is_named() {
    var failure = failure(() -> clients.get(0).state("nowhere", Codec.string()).get(own + "k"));

    assertThat(failure.code()).isEqualTo(ErrorCode.INVALID_ARGUMENT);
    assertThat(failure.reason()).isEqualTo("UNKNOWN_INSTANCE");
    assertThat(failure.store()).contains("nowhere");
    assertThat(failure).hasMessageContaining("nowhere").hasMessageContaining("INVALID_ARGUMENT");
  }

  @Test
  void a_failure_shows_the_caller_in_its_stack() {
    var failure = failure(() -> store.save(own + "a||b", "v"));

    assertThat(failure.reason()).isEqualTo("ILLEGAL_KEY");
    assertThat(failure.getStackTrace())
        .extracting(StackTraceElement::getClassName)
        .contains(StateStoreIT.class.getName());
  }

  private static OutriggerException failure(Runnable call) {
    return catchThrowableOfType(OutriggerException.class, call::run);
  }
}
