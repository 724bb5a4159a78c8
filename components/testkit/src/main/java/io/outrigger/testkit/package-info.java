/**
 * What component tests share: a context, a clock and a call that a test controls, and one
 * conformance suite for each kind in its own sub-package.
 */
@NullMarked
package io.outrigger.testkit;

import org.jspecify.annotations.NullMarked;
