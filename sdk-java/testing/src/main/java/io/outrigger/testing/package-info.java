/** A sidecar for the tests of an application: {@link io.outrigger.testing.Outrigger}. */
@NullMarked
package io.outrigger.testing;

import org.jspecify.annotations.NullMarked;
