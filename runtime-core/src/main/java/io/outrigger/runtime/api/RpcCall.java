package io.outrigger.runtime.api;

import io.outrigger.spi.Call;

/** A call that came over gRPC. */
public interface RpcCall extends Call {

  /** Adds a header to the response; has no effect once the response is on its way. */
  void responseHeader(String name, String value);
}
