package io.outrigger.it;

import io.outrigger.client.OutriggerClient;
import io.outrigger.testing.OutriggerSidecar;

/** A sidecar with a client for each of its addresses: TCP first, then the Unix socket. */
final class Clients implements AutoCloseable {

  private final OutriggerSidecar sidecar = OutriggerSidecar.start();
  private final OutriggerClient[] clients =
      sidecar.endpoints().stream()
          .map(endpoint -> OutriggerClient.builder().endpoint(endpoint).build())
          .toArray(OutriggerClient[]::new);

  OutriggerClient get(int address) {
    return clients[address];
  }

  OutriggerSidecar sidecar() {
    return sidecar;
  }

  @Override
  public void close() {
    for (var client : clients) {
      client.close();
    }
    sidecar.close();
  }
}
