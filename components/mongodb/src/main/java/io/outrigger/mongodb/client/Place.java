package io.outrigger.mongodb.client;

import com.mongodb.WriteConcern;

/**
 * What a kind of component uses when its settings leave it open.
 *
 * @param database the name of the database
 * @param collection the name of the collection
 * @param writeConcern how far a write must have spread
 */
public record Place(String database, String collection, WriteConcern writeConcern) {

  /** Where Dapr, and so Layotto, keeps state. */
  public static final Place STATE =
      new Place("daprStore", "daprCollection", WriteConcern.W1.withJournal(true));

  /**
   * Where Layotto keeps locks and ids. A write is on most members: one that a fail-over forgets
   * would be a lock with two owners, or an id that comes twice.
   */
  public static final Place COORDINATION =
      new Place("layottoStore", "layottoCollection", WriteConcern.MAJORITY.withJournal(true));

  /** The database that the settings name, or this one. */
  String database(MongoSettings settings) {
    return settings.databaseName().isBlank() ? database : settings.databaseName();
  }

  /** The collection that the settings name, or this one. */
  String collection(MongoSettings settings) {
    return settings.collectionName().isBlank() ? collection : settings.collectionName();
  }
}
