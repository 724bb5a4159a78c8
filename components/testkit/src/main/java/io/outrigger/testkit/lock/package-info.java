/** The conformance suite of lock stores. */
@NullMarked
package io.outrigger.testkit.lock;

import org.jspecify.annotations.NullMarked;
