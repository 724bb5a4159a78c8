/** The SDK against real sidecars. */
@NullMarked
package io.outrigger.it;

import org.jspecify.annotations.NullMarked;
