package io.outrigger.client;

import java.time.Duration;

/**
 * What a lock is asked for with.
 *
 * @param owner a name that no other attempt has
 * @param lease whole seconds
 */
record LockAttempt(String resource, String owner, Duration lease) {}
