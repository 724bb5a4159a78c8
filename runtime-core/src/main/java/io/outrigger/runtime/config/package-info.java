/**
 * The config: read from a file, bound to settings records, and every problem in it reported at once
 * with its place.
 */
@NullMarked
package io.outrigger.runtime.config;

import org.jspecify.annotations.NullMarked;
