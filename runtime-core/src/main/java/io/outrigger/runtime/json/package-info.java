/**
 * JSON and YAML as a small tree that knows where each value stands in its file, and back to JSON
 * text. The only package that uses Jackson and SnakeYAML.
 */
@NullMarked
package io.outrigger.runtime.json;

import org.jspecify.annotations.NullMarked;
