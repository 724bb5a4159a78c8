package io.outrigger.redis.client;

import java.util.List;
import redis.clients.jedis.CommandArguments;

/**
 * A script with its keys and arguments.
 *
 * @param script what runs
 * @param keys the keys it touches, at least one; in a Redis Cluster all of one slot
 * @param arguments the rest
 */
public record ScriptCall(Script script, List<byte[]> keys, List<byte[]> arguments) {

  byte[] key() {
    return keys.getFirst();
  }

  CommandArguments byDigest() {
    return script.byDigest(keys, arguments);
  }

  CommandArguments bySource() {
    return script.bySource(keys, arguments);
  }
}
