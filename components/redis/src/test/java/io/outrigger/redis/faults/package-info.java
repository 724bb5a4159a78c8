/** What callers see while servers and networks fail, with figures. */
@NullMarked
package io.outrigger.redis.faults;

import org.jspecify.annotations.NullMarked;
