/** The contract of sequencers. */
@NullMarked
package io.outrigger.spi.sequencer;

import org.jspecify.annotations.NullMarked;
