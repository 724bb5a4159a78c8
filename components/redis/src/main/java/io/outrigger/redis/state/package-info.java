/** State in Redis hashes. */
@NullMarked
package io.outrigger.redis.state;

import org.jspecify.annotations.NullMarked;
