package io.outrigger.redis.lock;

import java.time.Duration;

/**
 * What somebody wants.
 *
 * @param resource the key
 * @param owner who wants it
 * @param lease for how long
 */
record Claim(String resource, String owner, Duration lease) {}
