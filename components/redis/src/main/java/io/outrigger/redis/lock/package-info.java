/** Locks in one Redis, and over several that know nothing of each other. */
@NullMarked
package io.outrigger.redis.lock;

import org.jspecify.annotations.NullMarked;
