package io.outrigger.dist;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import com.google.protobuf.ByteString;
import com.google.protobuf.Empty;
import io.grpc.Channel;
import io.grpc.stub.StreamObserver;
import io.outrigger.proto.layotto.v1.PutFileRequest;
import io.outrigger.proto.layotto.v1.RuntimeGrpc;
import io.outrigger.proto.layotto.v1.SayHelloRequest;
import io.outrigger.runtime.config.ListenAddress;
import io.outrigger.runtime.server.ClientConnection;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The files of the slim image, run as a container runtime would: no user, a read-only root, no
 * shell, process 1.
 */
final class ImageIT {

  private static final int NONROOT = 65_532;

  @TempDir private static Path shared;
  private static UnpackedImage image;

  @TempDir private Path directory;

  @BeforeAll
  static void unpack() throws Exception {
    assumeThat(new ProcessBuilder("/usr/bin/unshare", "--mount", "--pid", "--fork", "true").start())
        .as("this machine lets tests make namespaces")
        .matches(process -> process.onExit().join().exitValue() == 0);
    image = UnpackedImage.unpack(Released.file("outrigger-slim-", "-image.tar"), shared);
  }

  @Test
  void it_starts_with_its_own_config_answers_and_ends_with_0() throws Exception {
    try (var sidecar = start()) {
      assertThat(sidecar.user()).isEqualTo(NONROOT);
      assertThat(hello(sidecar)).isEqualTo("greeting, you");
      System.out.printf(
          Locale.ROOT,
          "the image, read-only and not as root: started in %d ms, %d MiB resident%n",
          sidecar.startedMillis(),
          sidecar.residentMebibytes());

      sidecar.signal();

      assertThat(sidecar.await()).as(sidecar.log()).isZero();
    }
  }

  @Test
  void it_uses_the_native_transport_and_the_aot_cache() throws Exception {
    try (var sidecar = start()) {
      assertThat(sidecar.maps())
          .contains("/opt/outrigger/lib/native/libnetty_transport_native_epoll_")
          .contains("/opt/outrigger/lib/outrigger.aot");
    }
  }

  @Test
  void its_heap_is_small_unless_asked_otherwise() throws Exception {
    assertThat(heap("-Xlog:gc+init")).contains("Heap Max Capacity: 128M");
    assertThat(heap("-Xlog:gc+init -Xmx96m")).contains("Heap Max Capacity: 96M");
  }

  private String heap(String options) throws Exception {
    var builder = image.entryPoint(config(), "version").redirectErrorStream(true);
    builder.environment().put("JDK_JAVA_OPTIONS", options);
    return new String(builder.start().getInputStream().readAllBytes(), StandardCharsets.UTF_8);
  }

  @Test
  void its_health_check_says_whether_it_can_serve() throws Exception {
    try (var sidecar = start()) {
      var check = new ArrayList<String>();
      var words = (List<?>) ((Map<?, ?>) image.config().get("Healthcheck")).get("Test");
      words.stream().skip(1).forEach(word -> check.add(moved((String) word, sidecar)));

      var checked = image.program(config(), check).start();

      assertThat(checked.waitFor()).isZero();
      assertThat(new String(checked.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
          .contains("\"UP\"");
    }
    var unanswered =
        image
            .program(config(), List.of(java(), args(), "health", "-a", "http://127.0.0.1:1"))
            .start();
    assertThat(unanswered.waitFor()).isEqualTo(69);
  }

  private static String moved(String word, RunningProgram sidecar) {
    try {
      return word.replace("127.0.0.1:34999", sidecar.actuator().replace("0.0.0.0", "127.0.0.1"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String java() {
    return (String) ((List<?>) image.config().get("Entrypoint")).getFirst();
  }

  private static String args() {
    return "@/opt/outrigger/lib/command.args";
  }

  @Test
  void a_call_in_flight_at_sigterm_is_finished_before_it_ends_with_0() throws Exception {
    try (var sidecar = start()) {
      assertThat(uploadAcrossSigterm(sidecar)).isEqualTo(Empty.getDefaultInstance());
      assertThat(sidecar.await()).as(sidecar.log()).isZero();
    }
  }

  /** The answer to an upload that ends after the sidecar was told to; then the app has gone. */
  private static Empty uploadAcrossSigterm(RunningProgram sidecar) throws Exception {
    try (var connection = new ClientConnection(ListenAddress.parse(sidecar.address()), 1 << 20)) {
      assertThat(hello(connection.channel())).isNotEmpty(); // It is open: calls leave in order.
      var answer = new CompletableFuture<Empty>();
      var upload = RuntimeGrpc.newStub(connection.channel()).putFile(into(answer));
      upload.onNext(part("first "));
      assertThat(hello(connection.channel())).isNotEmpty(); // What was sent before has arrived.
      sidecar.signal();
      await().until(() -> readiness(sidecar) == 503);

      upload.onNext(part("second"));
      upload.onCompleted();

      return answer.get(10, TimeUnit.SECONDS);
    }
  }

  private static StreamObserver<Empty> into(CompletableFuture<Empty> answer) {
    return new StreamObserver<>() {
      @Override
      public void onNext(Empty value) {
        answer.complete(value);
      }

      @Override
      public void onError(Throwable failure) {
        answer.completeExceptionally(failure);
      }

      @Override
      public void onCompleted() {}
    };
  }

  private static PutFileRequest part(String text) {
    return PutFileRequest.newBuilder()
        .setStoreName("files")
        .setName("a.txt")
        .setData(ByteString.copyFromUtf8(text))
        .build();
  }

  private static int readiness(RunningProgram sidecar) throws Exception {
    var address = sidecar.actuator().replace("0.0.0.0", "127.0.0.1");
    var uri = URI.create("http://" + address + "/actuator/health/readiness");
    try (var client = HttpClient.newHttpClient()) {
      return client
          .send(HttpRequest.newBuilder(uri).build(), BodyHandlers.discarding())
          .statusCode();
    }
  }

  private static String hello(RunningProgram sidecar) {
    try (var connection = new ClientConnection(ListenAddress.parse(sidecar.address()), 1 << 20)) {
      return hello(connection.channel());
    }
  }

  private static String hello(Channel channel) {
    return RuntimeGrpc.newBlockingStub(channel)
        .sayHello(SayHelloRequest.newBuilder().setServiceName("helloworld").setName("you").build())
        .getHello();
  }

  private RunningProgram start() throws Exception {
    var builder = image.entryPoint(config(), "run", "-c", "/etc/outrigger/config.json");
    return RunningProgram.start(builder, directory.resolve("sidecar.log"));
  }

  /** The image's own config, on ports that nobody else has, and with a place for files. */
  private Path config() throws Exception {
    var own = Files.readString(image.root().resolve("etc/outrigger/config.json"));
    var files = "\"file\": {\"files\": {\"type\": \"local\", \"root\": \"/run/outrigger/files\"}},";
    return Files.writeString(
        directory.resolve("config.json"),
        own.replace(":34904", ":0")
            .replace(":34999", ":0")
            .replace("\"port\": 34903", "\"port\": 0")
            .replace("\"components\": {", "\"components\": {" + files));
  }
}
