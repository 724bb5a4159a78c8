package io.outrigger.redis.lock;

import java.nio.charset.StandardCharsets;
import redis.clients.jedis.util.JedisClusterCRC16;

/**
 * Names the counter of a lock's fencing tokens: {@code {key}:fence}, which a Redis Cluster keeps on
 * the same node as the key.
 */
final class FenceKey {

  private static final String SUFFIX = ":fence";

  private FenceKey() {}

  /** The counter beside a key. */
  static byte[] of(String key) {
    return name(key).getBytes(StandardCharsets.UTF_8);
  }

  private static String name(String key) {
    if (hasTag(key)) {
      return key + SUFFIX;
    }
    return key.isEmpty() || key.indexOf('}') >= 0 ? sought(key) : "{" + key + "}" + SUFFIX;
  }

  /** True when the cluster looks only at the part of the key in the first braces. */
  private static boolean hasTag(String key) {
    int open = key.indexOf('{');
    return open >= 0 && key.indexOf('}', open) > open + 1;
  }

  /**
   * The empty key, and one with a brace that closes but no tag, cannot be a tag. So a number is
   * sought, always the same, that has its slot: some ten thousand tries, for keys that are rare.
   */
  private static String sought(String key) {
    int slot = JedisClusterCRC16.getSlot(key);
    int tag = 0;
    while (JedisClusterCRC16.getSlot(Integer.toString(tag)) != slot) {
      tag++;
    }
    return "{" + tag + "}" + key + SUFFIX;
  }
}
