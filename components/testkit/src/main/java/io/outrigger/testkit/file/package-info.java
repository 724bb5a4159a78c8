/** The conformance suite of file stores. */
@NullMarked
package io.outrigger.testkit.file;

import org.jspecify.annotations.NullMarked;
