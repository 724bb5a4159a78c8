package io.outrigger.mongodb.state;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.model.Filters;
import io.outrigger.mongodb.server.TestMongo;
import io.outrigger.spi.Bytes;
import io.outrigger.spi.Call;
import io.outrigger.spi.ErrorCode;
import io.outrigger.spi.state.Concurrency;
import io.outrigger.spi.state.Consistency;
import io.outrigger.spi.state.DeleteRequest;
import io.outrigger.spi.state.GetRequest;
import io.outrigger.spi.state.SetRequest;
import io.outrigger.spi.state.StateValue;
import io.outrigger.spi.state.WriteOptions;
import io.outrigger.testkit.Outcome;
import io.outrigger.testkit.TestContext;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.UUID;
import org.bson.BsonArray;
import org.bson.BsonDateTime;
import org.bson.BsonDocument;
import org.bson.BsonInt32;
import org.bson.BsonNull;
import org.bson.BsonString;
import org.bson.BsonValue;
import org.bson.Document;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Documents as Layotto and Dapr write and read them, by commands behind the store's back. */
final class MongoStateLayoutTest {

  private static final String ETAG = "0b5f3c8e-2f0e-4a63-9a5e-6d9e3f6f2a11";

  private static TestMongo mongo;

  private final TestContext context = new TestContext();
  private final String key = "app1||" + UUID.randomUUID();
  private MongoStateStore store;

  @BeforeAll
  static void startServer() {
    mongo = TestMongo.start();
  }

  @AfterAll
  static void stopServer() {
    mongo.close();
  }

  @BeforeEach
  void start() {
    store = new MongoStateStore(mongo.settings(), context);
    Outcome.done(store::start);
  }

  @AfterEach
  void close() {
    Outcome.done(store::close);
    context.close();
  }

  @Test
  void what_upstream_wrote_is_read() {
    insert(new BsonString("a text"));

    assertThat(get()).isEqualTo(StateValue.of(Bytes.utf8("a text"), ETAG));
  }

  @Test
  void what_upstream_wrote_is_updated_with_its_etag() {
    insert(new BsonString("old"));
    set(Bytes.utf8("new"), WriteOptions.ifEtag(ETAG));

    assertThat(raw().getString("value").getValue()).isEqualTo("new");
  }

  @Test
  void what_upstream_wrote_is_deleted_with_its_etag() {
    insert(new BsonString("old"));
    Outcome.done(() -> store.delete(call(), DeleteRequest.of(key, WriteOptions.ifEtag(ETAG))));

    assertThat(mongo.raw().countDocuments(Filters.eq("_id", key))).isZero();
  }

  @Test
  void what_it_writes_has_upstreams_fields() {
    set(Bytes.utf8("a text"), WriteOptions.any());

    assertThat(raw().keySet()).containsExactlyInAnyOrder("_id", "value", "_etag", "_ttl");
  }

  @Test
  void a_text_is_written_as_a_text() {
    set(Bytes.utf8("ключ {\"a\":1}"), WriteOptions.any());

    assertThat(raw().getString("value").getValue()).isEqualTo("ключ {\"a\":1}");
  }

  @Test
  void an_etag_is_a_uuid_as_upstreams_are() {
    set(Bytes.utf8("value"), WriteOptions.any());

    assertThat(UUID.fromString(raw().getString("_etag").getValue()).version()).isEqualTo(4);
  }

  @Test
  void a_value_that_lives_for_ever_has_a_null_which_dapr_looks_for() {
    set(Bytes.utf8("value"), WriteOptions.any());

    assertThat(raw().get("_ttl")).isEqualTo(BsonNull.VALUE);
  }

  @Test
  void bytes_that_are_no_text_are_written_as_binary_data() {
    var bytes = new byte[] {(byte) 0xff, 0, (byte) 0xc0};
    set(Bytes.wrap(bytes), WriteOptions.any());

    assertThat(raw().getBinary("value").getData()).isEqualTo(bytes);
  }

  @Test
  void a_value_with_a_ttl_has_the_time_of_its_end() {
    var request = SetRequest.of(key, Bytes.utf8("value")).withTtl(Duration.ofMinutes(5));
    Outcome.done(() -> store.set(call(), request));

    assertThat(Instant.ofEpochMilli(raw().getDateTime("_ttl").getValue()))
        .isBetween(Instant.now().plusSeconds(240), Instant.now().plusSeconds(360));
  }

  @Test
  void a_value_that_dapr_lets_expire_is_absent_from_then_on() {
    insert(new BsonString("old"), new BsonDateTime(System.currentTimeMillis() - 60_000));

    assertThat(get()).isEqualTo(StateValue.absent());
  }

  @Test
  void a_value_that_dapr_lets_expire_later_is_there() {
    var end = Instant.now().plusSeconds(600).truncatedTo(ChronoUnit.MILLIS);
    insert(new BsonString("old"), new BsonDateTime(end.toEpochMilli()));

    assertThat(get().metadata()).containsEntry(StateValue.TTL_EXPIRE_TIME, end.toString());
  }

  @Test
  void a_document_of_dapr_is_read_as_json() {
    insert(new BsonDocument("a", new BsonInt32(1)));

    assertThat(Document.parse(get().data().toUtf8())).isEqualTo(new Document("a", 1));
  }

  @Test
  void an_array_and_a_number_of_dapr_are_read_as_json() {
    insert(new BsonArray(List.of(new BsonInt32(1), new BsonString("b"))));
    var array = get().data().toUtf8();
    mongo.raw().deleteOne(Filters.eq("_id", key));
    insert(new BsonInt32(42));

    assertThat(array + " " + get().data().toUtf8()).isEqualTo("[1, \"b\"] 42");
  }

  @Test
  void fields_of_others_are_kept() {
    mongo.raw().insertOne(document(new BsonString("old")).append("theirs", new BsonInt32(7)));
    set(Bytes.utf8("new"), WriteOptions.any());

    assertThat(raw().getInt32("theirs").getValue()).isEqualTo(7);
  }

  @Test
  void a_document_without_etag_is_not_absent() {
    mongo.raw().insertOne(withoutEtag());

    assertThat(get()).isEqualTo(StateValue.of(Bytes.utf8("theirs"), "none"));
  }

  @Test
  void a_document_without_etag_is_updated_with_the_one_that_was_told() {
    mongo.raw().insertOne(withoutEtag());
    set(Bytes.utf8("new"), WriteOptions.ifEtag("none"));

    assertThat(raw().getString("value").getValue()).isEqualTo("new");
  }

  @Test
  void the_etag_of_a_document_without_one_is_a_mismatch_once_it_has_one() {
    insert(new BsonString("old"));
    var late = SetRequest.of(key, Bytes.utf8("new"), WriteOptions.ifEtag("none"));

    assertThat(Outcome.codeOf(() -> store.set(call(), late))).isEqualTo(ErrorCode.ETAG_MISMATCH);
  }

  @Test
  void a_write_with_etag_to_a_missing_key_makes_no_document() {
    var write = SetRequest.of(key, Bytes.utf8("new"), WriteOptions.ifEtag(ETAG));
    var _ = Outcome.codeOf(() -> store.set(call(), write));

    assertThat(mongo.raw().countDocuments(Filters.eq("_id", key))).isZero();
  }

  @Test
  void an_index_has_mongodb_remove_what_has_expired() {
    var indexes = mongo.raw().listIndexes().into(new ArrayList<>());

    assertThat(indexes)
        .anySatisfy(index -> {
          assertThat(index.get("key")).isEqualTo(new Document("_ttl", 1));
          assertThat(index.get("expireAfterSeconds", Number.class).intValue()).isZero();
        });
  }

  @Test
  void strong_reads_and_writes_take_place() {
    var strong = new WriteOptions("", Concurrency.UNSPECIFIED, Consistency.STRONG);
    set(Bytes.utf8("value"), strong);
    var read = new GetRequest(key, Consistency.STRONG, Map.of());

    assertThat(Outcome.valueOf(() -> store.get(call(), read)).data().toUtf8()).isEqualTo("value");
  }

  @Test
  void a_value_of_one_mebibyte_comes_back() {
    var bytes = new byte[1 << 20];
    new Random(7).nextBytes(bytes);
    set(Bytes.wrap(bytes), WriteOptions.any());

    assertThat(get().data()).isEqualTo(Bytes.wrap(bytes));
  }

  @Test
  void a_value_that_no_document_can_hold_is_refused_as_too_large() {
    var write = SetRequest.of(key, Bytes.wrap(new byte[17 << 20]));

    assertThat(Outcome.codeOf(() -> store.set(call(), write)))
        .isEqualTo(ErrorCode.RESOURCE_EXHAUSTED);
  }

  private static BsonDocument document(String key, BsonValue value) {
    return new BsonDocument("_id", new BsonString(key))
        .append("value", value)
        .append("_etag", new BsonString(ETAG));
  }

  private BsonDocument document(BsonValue value) {
    return document(key, value);
  }

  private BsonDocument withoutEtag() {
    return new BsonDocument("_id", new BsonString(key)).append("value", new BsonString("theirs"));
  }

  private void insert(BsonValue value) {
    mongo.raw().insertOne(document(value));
  }

  private void insert(BsonValue value, BsonDateTime end) {
    mongo.raw().insertOne(document(value).append("_ttl", end));
  }

  private BsonDocument raw() {
    return Objects.requireNonNull(mongo.raw().find(Filters.eq("_id", key)).first());
  }

  private StateValue get() {
    return Outcome.valueOf(() -> store.get(call(), GetRequest.of(key)));
  }

  private void set(Bytes value, WriteOptions options) {
    Outcome.done(() -> store.set(call(), SetRequest.of(key, value, options)));
  }

  private static Call call() {
    return Call.within(Duration.ofSeconds(20));
  }
}
