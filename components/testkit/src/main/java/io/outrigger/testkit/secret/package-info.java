/** The conformance suite of secret stores. */
@NullMarked
package io.outrigger.testkit.secret;

import org.jspecify.annotations.NullMarked;
