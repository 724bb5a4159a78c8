/**
 * The rules of the building blocks: validation, key prefixes, and what stands in for an ability
 * that a store lacks. Knows neither gRPC nor protobuf.
 */
@NullMarked
package io.outrigger.runtime.service;

import org.jspecify.annotations.NullMarked;
