/** The gRPC server: listeners, event loops, interceptors, and stopping without losing a call. */
@NullMarked
package io.outrigger.runtime.server;

import org.jspecify.annotations.NullMarked;
