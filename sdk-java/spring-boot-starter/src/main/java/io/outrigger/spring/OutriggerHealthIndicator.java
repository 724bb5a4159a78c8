package io.outrigger.spring;

import io.outrigger.client.OutriggerClient;
import java.time.Duration;
import org.springframework.boot.health.contributor.AbstractHealthIndicator;
import org.springframework.boot.health.contributor.Health;

/** Up when the sidecar answers and every component of its config can serve. */
final class OutriggerHealthIndicator extends AbstractHealthIndicator {

  private final OutriggerClient client;
  private final Duration limit;

  OutriggerHealthIndicator(OutriggerClient client, Duration limit) {
    super("The sidecar is not ready");
    this.client = client;
    this.limit = limit;
  }

  @Override
  protected void doHealthCheck(Health.Builder builder) {
    client.waitUntilReady(limit);
    builder.up();
  }
}
