/** Components that keep their data in Redis. */
@NullMarked
package io.outrigger.redis;

import org.jspecify.annotations.NullMarked;
