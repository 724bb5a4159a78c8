/**
 * JSON as a small tree that knows where each value stands in its file, and back to text. The only
 * package that uses Jackson.
 */
@NullMarked
package io.outrigger.runtime.json;

import org.jspecify.annotations.NullMarked;
