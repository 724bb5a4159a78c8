package io.outrigger.spring;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.MeterRegistry;
import io.outrigger.client.Codec;
import io.outrigger.client.OutriggerClient;
import io.outrigger.client.StateStore;
import io.outrigger.testing.Outrigger;
import io.outrigger.testing.OutriggerSidecar;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.health.contributor.Status;
import org.springframework.boot.health.registry.HealthContributorRegistry;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Import;
import org.springframework.stereotype.Service;

/** A small application, started as users start theirs. */
@Outrigger(state = "orders")
final class OrderApplicationIT {

  /** The application. */
  @SpringBootApplication
  @Import(Orders.class)
  static class Application {}

  /** What is kept of an order. */
  record Order(String item) {}

  /** The part of the application that uses the sidecar. */
  @Service
  static class Orders {

    private final StateStore<Order> store;

    Orders(OutriggerClient client) {
      store = client.state("orders", Codec.json(Order.class));
    }

    void place(String id, String item) {
      store.save(id, new Order(item));
    }

    String item(String id) {
      return store.get(id).orElseThrow().value().item();
    }
  }

  @Test
  void a_service_uses_the_client_whose_calls_are_timed_and_whose_sidecar_is_healthy(
      OutriggerSidecar sidecar) {
    try (var application = start("--outrigger.endpoint=" + sidecar.endpoint())) {
      var orders = application.getBean(Orders.class);
      orders.place("o-1", "moon");

      assertThat(orders.item("o-1")).isEqualTo("moon");
      assertThat(status(application)).isEqualTo(Status.UP);
      var timer =
          application
              .getBean(MeterRegistry.class)
              .get("outrigger.client.calls")
              .tags("method", "SaveState", "outcome", "OK")
              .timer();
      assertThat(timer.count()).isEqualTo(1);
    }
  }

  @Test
  void the_health_of_the_application_is_down_without_a_sidecar() {
    try (var application =
        start("--outrigger.endpoint=127.0.0.1:1", "--outrigger.health-timeout=200ms")) {
      assertThat(status(application)).isEqualTo(Status.DOWN);
    }
  }

  @Test
  void properties_that_are_described_are_those_that_there_are() throws IOException {
    try (var metadata =
            getClass().getResourceAsStream("/META-INF/spring-configuration-metadata.json");
        var application =
            start(
                "--outrigger.token=t",
                "--outrigger.timeout=1s",
                "--outrigger.stream-idle-timeout=2s",
                "--outrigger.retries.max-attempts=7",
                "--outrigger.retries.first-pause=3ms",
                "--outrigger.retries.longest-pause=4ms",
                "--outrigger.tls.server-name=name")) {
      var text = new String(Objects.requireNonNull(metadata).readAllBytes(), UTF_8);
      var bound = application.getBean(OutriggerProperties.class);
      assertThat(bound.retries().maxAttempts()).isEqualTo(7);
      assertThat(bound.token()).isEqualTo("t");
      assertThat(bound.tls().serverName()).isEqualTo("name");
      assertThat(bound.toString()).doesNotContain("=t");
      assertThat(names("outrigger.", OutriggerProperties.class))
          .hasSize(5)
          .allSatisfy(name -> assertThat(text).contains("\"" + name + "\""));
      assertThat(names("outrigger.retries.", OutriggerProperties.Retries.class))
          .hasSize(3)
          .allSatisfy(name -> assertThat(text).contains("\"" + name + "\""));
      assertThat(names("outrigger.tls.", OutriggerProperties.Tls.class))
          .hasSize(5)
          .allSatisfy(name -> assertThat(text).contains("\"" + name + "\""));
    }
  }

  private static List<String> names(String prefix, Class<?> type) {
    return Arrays.stream(type.getRecordComponents())
        .filter(component -> component.getType().getEnclosingClass() != OutriggerProperties.class)
        .map(component ->
            prefix + component.getName().replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT))
        .toList();
  }

  private static ConfigurableApplicationContext start(String... arguments) {
    var application = new SpringApplication(Application.class);
    application.setWebApplicationType(WebApplicationType.NONE);
    return application.run(arguments);
  }

  private static Status status(ConfigurableApplicationContext application) {
    var contributor =
        application.getBean(HealthContributorRegistry.class).getContributor("outrigger");
    var health = ((HealthIndicator) Objects.requireNonNull(contributor)).health(false);
    return Objects.requireNonNull(health).getStatus();
  }
}
