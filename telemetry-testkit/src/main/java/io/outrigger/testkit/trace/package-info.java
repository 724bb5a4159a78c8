/** Trace collectors that speak the real protocols and keep what they are told. */
@NullMarked
package io.outrigger.testkit.trace;

import org.jspecify.annotations.NullMarked;
