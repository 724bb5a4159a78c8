/**
 * Redis processes for the tests of whoever talks to Redis, which brings Jedis along; and what
 * stands between.
 */
@NullMarked
package io.outrigger.testkit.redis;

import org.jspecify.annotations.NullMarked;
