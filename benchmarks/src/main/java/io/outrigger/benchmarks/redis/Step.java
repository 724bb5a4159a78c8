package io.outrigger.benchmarks.redis;

import io.grpc.MethodDescriptor;
import java.util.function.IntFunction;
import java.util.function.Predicate;

/**
 * A call that many callers make.
 *
 * @param question of the caller with a number
 * @param right whether an answer is what it should be
 */
record Step<Q, A>(MethodDescriptor<Q, A> method, IntFunction<Q> question, Predicate<A> right) {}
