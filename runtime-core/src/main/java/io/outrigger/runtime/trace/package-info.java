/** The contract between what is traced and what keeps traces. */
@NullMarked
package io.outrigger.runtime.trace;

import org.jspecify.annotations.NullMarked;
