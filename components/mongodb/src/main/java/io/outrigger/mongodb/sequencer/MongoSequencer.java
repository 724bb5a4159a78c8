package io.outrigger.mongodb.sequencer;

import com.mongodb.MongoException;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.FindOneAndUpdateOptions;
import com.mongodb.client.model.ReturnDocument;
import com.mongodb.client.model.UpdateOptions;
import com.mongodb.client.model.Updates;
import io.outrigger.mongodb.client.Documents;
import io.outrigger.mongodb.client.MongoConnection;
import io.outrigger.mongodb.client.MongoFailures;
import io.outrigger.mongodb.client.MongoSettings;
import io.outrigger.mongodb.client.Place;
import io.outrigger.spi.Call;
import io.outrigger.spi.ComponentContext;
import io.outrigger.spi.ComponentException;
import io.outrigger.spi.ErrorCode;
import io.outrigger.spi.Health;
import io.outrigger.spi.sequencer.Segment;
import io.outrigger.spi.sequencer.Sequencer;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

/**
 * Counts ids in MongoDB, in documents {@code {_id, sequencer_value}} as Layotto does: one operation
 * moves a key on and answers where it stands.
 *
 * <p>An id whose answer is lost is left out. With a write concern below {@code majority} a
 * fail-over can forget ids, which then come a second time.
 */
public final class MongoSequencer implements Sequencer.Segmented {

  private static final String ID = "_id";
  private static final String LAST = "sequencer_value";

  private static final FindOneAndUpdateOptions MOVED =
      new FindOneAndUpdateOptions().upsert(true).returnDocument(ReturnDocument.AFTER);
  private static final UpdateOptions UPSERT = new UpdateOptions().upsert(true);

  private final MongoConnection connection;
  private final Map<String, Long> biggerThan;

  /** A sequencer that is not connected. */
  public MongoSequencer(MongoSettings settings, ComponentContext context) {
    biggerThan = settings.biggerThan();
    connection = new MongoConnection(settings, Place.COORDINATION, context);
  }

  /** Connects, and moves the keys on that have to begin above a number. */
  @Override
  public CompletionStage<Void> start() {
    return connection.start("", this::raiseAll);
  }

  private void raiseAll(Documents documents) {
    biggerThan.forEach((key, number) ->
        afterRace(() ->
            documents.next().updateOne(Filters.eq(ID, key), Updates.max(LAST, number), UPSERT)));
  }

  @Override
  public String peer() {
    return connection.peer();
  }

  @Override
  public CompletionStage<Health> health() {
    return connection.health();
  }

  @Override
  public CompletionStage<Void> close() {
    return connection.close();
  }

  @Override
  public CompletionStage<Long> next(Call call, String key, Map<String, String> metadata) {
    return connection.run(call, documents -> move(documents, key, 1));
  }

  @Override
  public CompletionStage<Segment> segment(Call call, String key, int size) {
    if (size < 1) {
      throw new IllegalArgumentException("size: " + size + " (expected: >= 1)");
    }
    return connection.run(
        call,
        documents -> {
          long last = move(documents, key, size);
          return new Segment(last - size + 1, last);
        });
  }

  /** Moves a key on, and answers where it stands then. */
  private static long move(Documents documents, String key, long size) {
    // A key that has too few ids left does not match, and the insert that then follows is refused.
    var withIdsLeft = Filters.not(Filters.gt(LAST, Long.MAX_VALUE - size));
    var matching = Filters.and(Filters.eq(ID, key), withIdsLeft);
    var increment = Updates.inc(LAST, size);
    try {
      var moved = afterRace(() -> documents.next().findOneAndUpdate(matching, increment, MOVED));
      return moved.getNumber(LAST).longValue();
    } catch (MongoException e) {
      throw MongoFailures.isDuplicateKey(e) ? exhausted(key, size) : e;
    }
  }

  /** Another may have made the document between the two halves of an upsert: then it is there. */
  private static <T> T afterRace(Supplier<T> upsert) {
    try {
      return upsert.get();
    } catch (MongoException e) {
      if (!MongoFailures.isDuplicateKey(e)) {
        throw e;
      }
      return upsert.get();
    }
  }

  private static ComponentException exhausted(String key, long size) {
    return new ComponentException(
        ErrorCode.RESOURCE_EXHAUSTED,
        "key \"%s\" has no %d ids left up to %d".formatted(key, size, Long.MAX_VALUE));
  }
}
