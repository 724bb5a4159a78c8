/** The conformance suite of state stores. */
@NullMarked
package io.outrigger.testkit.state;

import org.jspecify.annotations.NullMarked;
