package io.outrigger.s3;

import static org.assertj.core.api.Assertions.assertThat;

import io.outrigger.s3.server.SettingsOf;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What traces call the backend. */
final class EndpointPeerTest {

  @ParameterizedTest
  @CsvSource({
    "http://minio:9000, minio:9000",
    "http://minio, minio:80",
    "https://minio, minio:443",
    "minio:9000, minio:9000"
  })
  void an_endpoint_is_its_host_and_port(String endpoint, String peer) {
    assertThat(Endpoint.of(Flavor.MINIO, SettingsOf.endpoint(endpoint).build()).peer())
        .isEqualTo(peer);
  }

  @Test
  void aws_is_its_region() {
    var settings = SettingsOf.nothing().with("region", "eu-west-1").build();

    assertThat(Endpoint.of(Flavor.AWS, settings).peer())
        .isEqualTo("s3.eu-west-1.amazonaws.com:443");
  }
}
