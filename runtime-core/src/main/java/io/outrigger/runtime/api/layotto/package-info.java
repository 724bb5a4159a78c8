/**
 * Layotto's API ({@code spec.proto.runtime.v1}): one class per building block, which converts
 * messages to domain values and back.
 */
@NullMarked
package io.outrigger.runtime.api.layotto;

import org.jspecify.annotations.NullMarked;
