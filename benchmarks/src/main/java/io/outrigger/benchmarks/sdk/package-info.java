/** The Java SDK beside the stubs that it is made of. */
@NullMarked
package io.outrigger.benchmarks.sdk;

import org.jspecify.annotations.NullMarked;
