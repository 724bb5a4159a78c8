/** The way to Redis: connections, batches, pools, routing. */
@NullMarked
package io.outrigger.redis.client;

import org.jspecify.annotations.NullMarked;
