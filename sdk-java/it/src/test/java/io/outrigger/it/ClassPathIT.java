package io.outrigger.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.bootstrap.Bootstrap;
import io.netty.util.Version;
import io.outrigger.client.OutriggerClient;
import io.outrigger.testing.Outrigger;
import org.junit.jupiter.api.Test;

/** What applications have beside the client. */
@Outrigger
final class ClassPathIT {

  @Test
  void the_client_works_beside_another_netty(OutriggerClient client) {
    assertThat(Version.identify(Bootstrap.class.getClassLoader()))
        .extractingByKey("netty-common")
        .extracting(Version::artifactVersion)
        .asString()
        .startsWith("4.1.");
    client.state("state").save("k", new byte[] {1});

    assertThat(client.state("state").get("k").orElseThrow().value()).containsExactly(1);
  }
}
