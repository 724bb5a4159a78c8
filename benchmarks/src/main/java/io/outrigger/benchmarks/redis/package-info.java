/**
 * The benchmark "redis": state, ids and locks in Redis beside a grpc-java server that does nothing.
 */
@NullMarked
package io.outrigger.benchmarks.redis;

import org.jspecify.annotations.NullMarked;
