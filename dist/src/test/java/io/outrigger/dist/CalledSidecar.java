package io.outrigger.dist;

import io.grpc.Channel;
import io.grpc.Metadata;
import io.grpc.stub.MetadataUtils;
import io.outrigger.proto.layotto.v1.RuntimeGrpc;
import io.outrigger.proto.layotto.v1.RuntimeGrpc.RuntimeFutureStub;
import io.outrigger.runtime.config.ListenAddress;
import io.outrigger.runtime.server.ClientConnection;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** A sidecar with a few connections to it, which can be killed and started again under calls. */
final class CalledSidecar implements AutoCloseable {

  private static final int CONNECTIONS = 4;
  private static final Metadata.Key<String> TIMEOUT =
      Metadata.Key.of("grpc-timeout", Metadata.ASCII_STRING_MARSHALLER);

  private record Running(SidecarProcess process, List<ClientConnection> connections) {

    void close() {
      connections.forEach(ClientConnection::close);
      process.close();
    }
  }

  private final Path directory;
  private final String config;
  private final String[] variables;
  private volatile Running running;

  private CalledSidecar(Path directory, String config, String... variables) throws IOException {
    this.directory = directory;
    this.config = config;
    this.variables = variables;
    this.running = launch();
  }

  static CalledSidecar start(Path directory, String config, String... variables)
      throws IOException {
    return new CalledSidecar(directory, config, variables);
  }

  private Running launch() throws IOException {
    var process = SidecarProcess.start(directory, config, variables);
    var address = ListenAddress.parse(process.addresses().getFirst());
    return new Running(
        process,
        Stream.generate(() -> new ClientConnection(address, 8 << 20)).limit(CONNECTIONS).toList());
  }

  /** Sends SIGKILL, and starts another with the same config. */
  void killAndRestart() throws IOException, InterruptedException {
    var killed = running;
    killed.process.kill();
    running = launch();
    killed.close();
  }

  SidecarProcess process() {
    return running.process;
  }

  Channel channel(int caller) {
    return running.connections.get(caller % CONNECTIONS).channel();
  }

  /**
   * Calls of which only the sidecar is told the deadline: gRPC's client would end them by itself,
   * and hide a sidecar that does not.
   */
  RuntimeFutureStub stub(int caller) {
    var headers = new Metadata();
    headers.put(TIMEOUT, Callers.DEADLINE.toMillis() + "m");
    return RuntimeGrpc.newFutureStub(channel(caller))
        .withInterceptors(MetadataUtils.newAttachHeadersInterceptor(headers));
  }

  @Override
  public void close() {
    running.close();
  }
}
