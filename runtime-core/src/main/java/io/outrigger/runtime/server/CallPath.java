package io.outrigger.runtime.server;

import io.grpc.ServerInterceptor;
import io.grpc.ServerStreamTracer;
import io.grpc.ServerTransportFilter;
import java.util.List;

/**
 * What every call passes on its way to its service.
 *
 * @param watch sees it from its headers to its end
 * @param clients sees each connection that it may come on
 * @param interceptors around it, the first one outermost
 */
public record CallPath(
    ServerStreamTracer.Factory watch,
    ServerTransportFilter clients,
    List<ServerInterceptor> interceptors) {

  /** Copies the list. */
  public CallPath {
    interceptors = List.copyOf(interceptors);
  }
}
