/** Real servers that tests start. */
@NullMarked
package io.outrigger.redis.server;

import org.jspecify.annotations.NullMarked;
