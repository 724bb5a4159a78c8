/** Counts ids in MongoDB. */
@NullMarked
package io.outrigger.mongodb.sequencer;

import org.jspecify.annotations.NullMarked;
