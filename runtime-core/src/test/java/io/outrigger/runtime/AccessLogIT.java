package io.outrigger.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.ByteString;
import io.grpc.Channel;
import io.grpc.MethodDescriptor;
import io.grpc.ServiceDescriptor;
import io.grpc.health.v1.HealthGrpc;
import io.grpc.reflection.v1.ServerReflectionGrpc;
import io.outrigger.proto.layotto.v1.LifecycleGrpc;
import io.outrigger.proto.layotto.v1.RuntimeGrpc;
import io.outrigger.proto.layotto.v1.SaveStateRequest;
import io.outrigger.proto.layotto.v1.StateItem;
import io.outrigger.runtime.config.ConfigException;
import io.outrigger.runtime.fake.FakeStateStore;
import io.outrigger.runtime.fake.Fakes;
import io.outrigger.runtime.fake.JsonText;
import io.outrigger.runtime.fake.RawCalls;
import io.outrigger.runtime.server.ClientConnection;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The access log of a whole sidecar. */
final class AccessLogIT {

  @TempDir private Path directory;

  @Test
  void every_method_of_every_service_is_a_line_when_it_is_called_once() throws Exception {
    calls(
        accessLog(""),
        channel ->
            services(channel).stream()
                .flatMap(service -> service.getMethods().stream())
                .filter(it -> !ServerReflectionGrpc.SERVICE_NAME.equals(it.getServiceName()))
                .forEach(method -> RawCalls.once(channel, method)));

    var all =
        List.of(
                RuntimeGrpc.getServiceDescriptor(),
                LifecycleGrpc.getServiceDescriptor(),
                HealthGrpc.getServiceDescriptor(),
                ServerReflectionGrpc.getServiceDescriptor())
            .stream()
            .flatMap(service -> service.getMethods().stream())
            .map(MethodDescriptor::getFullMethodName)
            .toList();
    assertThat(records())
        .extracting(record -> record.get("method"))
        .containsExactlyInAnyOrderElementsOf(List.<Object>copyOf(all));
  }

  @Test
  void a_line_tells_who_called_what_and_nothing_of_what_was_said() throws Exception {
    var request =
        SaveStateRequest.newBuilder()
            .setStoreName("s")
            .addStates(
                StateItem.newBuilder()
                    .setKey("the-key")
                    .setValue(ByteString.copyFromUtf8("the-value")))
            .build();
    calls(
        accessLog(""),
        channel -> {
          var _ = RuntimeGrpc.newBlockingStub(channel).saveState(request);
        });

    assertThat(Files.readString(log())).doesNotContain("the-key").doesNotContain("the-value");
    var record = records().getFirst();
    assertThat(records()).hasSize(1);
    assertThat(record)
        .containsEntry("app_id", "app1")
        .containsEntry("method", "spec.proto.runtime.v1.Runtime/SaveState")
        .containsEntry("code", "OK")
        .containsKeys("time", "duration_ms", "sent_bytes");
    assertThat(String.valueOf(record.get("peer"))).matches("127\\.0\\.0\\.1:\\d+");
    assertThat(String.valueOf(record.get("received_bytes")))
        .isEqualTo(Integer.toString(request.getSerializedSize()));
  }

  @Test
  void without_its_section_nothing_is_written() throws Exception {
    calls("", channel -> RawCalls.once(channel, RuntimeGrpc.getSayHelloMethod()));

    assertThat(log()).doesNotExist();
    assertThat(threads()).doesNotContain("outrigger-access-log");
  }

  @Test
  void at_a_rate_of_nothing_nothing_is_written() throws Exception {
    calls(
        accessLog(", \"sample_rate\": 0"),
        channel -> RawCalls.once(channel, RuntimeGrpc.getSayHelloMethod()));

    assertThat(log()).doesNotExist();
  }

  @Test
  void a_file_that_cannot_be_written_is_a_problem_of_the_config() {
    var section = accessLog("").replace(log().toString(), "/proc/no/such.log");

    assertThatThrownBy(() -> calls(section, channel -> {}))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("/proc/no/such.log");
  }

  private String accessLog(String more) {
    return "\"access_log\": {\"path\": \"" + log() + "\"" + more + "},";
  }

  private Path log() {
    return directory.resolve("access.log");
  }

  private static List<String> threads() {
    return Thread.getAllStackTraces().keySet().stream().map(Thread::getName).toList();
  }

  private static void calls(String section, Consumer<Channel> calls) {
    var json =
        """
        {"server": {"listen": ["127.0.0.1:0"], "graceful_stop_timeout": "0s"},
         "app": {"app_id": "app1"}, "log": {"format": "json"}, %s
         "components": {"state": {"s": {"type": "fake"}}, "hello": {"h": {"type": "fake"}}}}
        """
            .formatted(section);
    try (var sidecar = Sidecar.start("test.json", Fakes.config(new FakeStateStore(), json));
        var connection = new ClientConnection(sidecar.addresses().getFirst(), 1 << 20)) {
      calls.accept(connection.channel());
    }
  }

  /** As the sidecar itself says, by one call of the reflection's method. */
  private static List<ServiceDescriptor> services(Channel channel) {
    var known =
        List.of(
            RuntimeGrpc.getServiceDescriptor(),
            LifecycleGrpc.getServiceDescriptor(),
            HealthGrpc.getServiceDescriptor(),
            ServerReflectionGrpc.getServiceDescriptor());
    assertThat(RawCalls.services(channel))
        .containsExactlyInAnyOrderElementsOf(
            known.stream().map(ServiceDescriptor::getName).toList());
    return known;
  }

  private List<Map<String, Object>> records() throws IOException {
    return Files.readAllLines(log()).stream().map(JsonText::object).toList();
  }
}
