/** The conformance suite of sequencers. */
@NullMarked
package io.outrigger.testkit.sequencer;

import org.jspecify.annotations.NullMarked;
