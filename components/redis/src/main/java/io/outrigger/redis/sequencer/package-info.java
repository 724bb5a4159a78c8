/** Ids that Redis counts. */
@NullMarked
package io.outrigger.redis.sequencer;

import org.jspecify.annotations.NullMarked;
