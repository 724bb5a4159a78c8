/** Finds components, makes, starts, guards, watches and closes their instances. */
@NullMarked
package io.outrigger.runtime.component;

import org.jspecify.annotations.NullMarked;
