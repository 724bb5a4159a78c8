package io.outrigger.mongodb.client;

import org.bson.BsonDocument;
import org.bson.BsonString;

/** What kind of deployment answers, as its reply to {@code hello} tells. */
enum Topology {
  /** Nobody has answered yet. */
  UNKNOWN,
  /** One server that is no member of a replica set. */
  STANDALONE,
  /** The primary of a replica set. */
  REPLICA_SET,
  /** The router of a sharded cluster. */
  SHARDED;

  private static final BsonString ROUTER = new BsonString("isdbgrid");
  private static final BsonString NOTHING = new BsonString("");

  /** What a reply tells. */
  static Topology of(BsonDocument reply) {
    // Every server that the driver talks to (4.2 and later) has transactions in these two.
    if (reply.containsKey("setName")) {
      return REPLICA_SET;
    }
    return reply.get("msg", NOTHING).equals(ROUTER) ? SHARDED : STANDALONE;
  }

  /** True when several writes can be applied as one, and a read can be confirmed by most. */
  boolean isReplicated() {
    return this == REPLICA_SET || this == SHARDED;
  }
}
