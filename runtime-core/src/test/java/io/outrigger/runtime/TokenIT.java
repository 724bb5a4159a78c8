package io.outrigger.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.grpc.Channel;
import io.grpc.Metadata;
import io.grpc.Status;
import io.grpc.Status.Code;
import io.grpc.StatusRuntimeException;
import io.grpc.health.v1.HealthCheckRequest;
import io.grpc.health.v1.HealthCheckResponse.ServingStatus;
import io.grpc.health.v1.HealthGrpc;
import io.grpc.reflection.v1.ServerReflectionGrpc;
import io.grpc.stub.MetadataUtils;
import io.outrigger.proto.layotto.v1.RuntimeGrpc;
import io.outrigger.proto.layotto.v1.SayHelloRequest;
import io.outrigger.runtime.component.ComponentCatalog;
import io.outrigger.runtime.config.ConfigException;
import io.outrigger.runtime.config.ConfigReader;
import io.outrigger.runtime.config.Environment;
import io.outrigger.runtime.fake.FakeStateStore;
import io.outrigger.runtime.fake.Fakes;
import io.outrigger.runtime.fake.RawCalls;
import io.outrigger.runtime.server.ClientConnection;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The API token over real sockets. */
final class TokenIT {

  private static final Metadata.Key<String> HEADER =
      Metadata.Key.of("dapr-api-token", Metadata.ASCII_STRING_MARSHALLER);

  private final List<AutoCloseable> open = new ArrayList<>();

  @AfterEach
  void close() throws Exception {
    for (var resource : open.reversed()) {
      resource.close();
    }
  }

  @Test
  void only_calls_with_the_token_are_served() {
    var channel = start("\"token\": \"sesame\"", Map.of());

    assertThat(greet(channel, "sesame").getCode()).isEqualTo(Code.OK);
    assertThat(greet(channel, "Sesame"))
        .extracting(Status::getCode, Status::getDescription)
        .containsExactly(
            Code.UNAUTHENTICATED,
            "the token is wrong (expected: the sidecar's in the header dapr-api-token)");
    assertThat(greet(channel, ""))
        .extracting(Status::getCode, Status::getDescription)
        .containsExactly(
            Code.UNAUTHENTICATED,
            "there is no token (expected: the sidecar's in the header dapr-api-token)");
  }

  @Test
  void probes_need_no_token_and_reflection_does() {
    var channel = start("\"token\": \"sesame\"", Map.of());
    var health = HealthGrpc.newBlockingStub(channel);

    assertThat(health.check(HealthCheckRequest.getDefaultInstance()).getStatus())
        .isEqualTo(ServingStatus.SERVING);
    assertThat(RawCalls.once(channel, ServerReflectionGrpc.getServerReflectionInfoMethod()))
        .extracting(Status::getCode)
        .isEqualTo(Code.UNAUTHENTICATED);
  }

  @Test
  void the_variable_of_dapr_is_the_token_of_a_config_without_one() {
    var variables = Map.of("DAPR_API_TOKEN", "from outside");
    var outside = start("", variables);
    var inside = start("\"token\": \"own\"", variables);

    assertThat(greet(outside, "").getCode()).isEqualTo(Code.UNAUTHENTICATED);
    assertThat(greet(outside, "from outside").getCode()).isEqualTo(Code.OK);
    assertThat(greet(inside, "from outside").getCode()).isEqualTo(Code.UNAUTHENTICATED);
    assertThat(greet(inside, "own").getCode()).isEqualTo(Code.OK);
  }

  @Test
  void an_empty_variable_is_no_token() {
    assertThat(greet(start("", Map.of("DAPR_API_TOKEN", " ")), "").getCode()).isEqualTo(Code.OK);
  }

  @Test
  void a_variable_that_no_header_can_carry_is_a_problem_and_not_shown() {
    assertThatThrownBy(() -> start("", Map.of("DAPR_API_TOKEN", "gr\u00fcnes Licht")))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("DAPR_API_TOKEN: no header can carry it (expected: printable ASCII)")
        .hasMessageNotContaining("Licht");
  }

  private Channel start(String members, Map<String, String> variables) {
    var json =
        """
        {"server": {"graceful_stop_timeout": "0s", "listen": ["127.0.0.1:0"] %s},
         "components": {"hello": {"h": {"type": "fake"}}}}
        """
            .formatted(members.isEmpty() ? "" : ", " + members);
    var catalog = ComponentCatalog.of(List.of(Fakes.provider(new FakeStateStore())));
    var config =
        new ConfigReader(catalog, Environment.of(variables))
            .read("test.json", json.getBytes(StandardCharsets.UTF_8));
    var sidecar = Sidecar.start("test.json", config);
    open.add(sidecar);
    var connection = new ClientConnection(sidecar.addresses().getFirst(), 1 << 20);
    open.add(connection);
    return connection.channel();
  }

  private static Status greet(Channel channel, String token) {
    var headers = new Metadata();
    if (!token.isEmpty()) {
      headers.put(HEADER, token);
    }
    try {
      var _ =
          RuntimeGrpc.newBlockingStub(channel)
              .withInterceptors(MetadataUtils.newAttachHeadersInterceptor(headers))
              .sayHello(SayHelloRequest.newBuilder().setServiceName("h").build());
      return Status.OK;
    } catch (StatusRuntimeException e) {
      return e.getStatus();
    }
  }
}
