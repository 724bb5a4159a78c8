/**
 * The client of Outrigger: {@link io.outrigger.client.OutriggerClient} is where to begin.
 *
 * <p>No type of gRPC, Netty or protobuf stands in a public signature.
 */
@NullMarked
package io.outrigger.client;

import org.jspecify.annotations.NullMarked;
