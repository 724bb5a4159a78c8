package io.outrigger.benchmarks.redis;

import io.outrigger.benchmarks.measuring.Programs;
import io.outrigger.benchmarks.measuring.Server;
import io.outrigger.benchmarks.measuring.Workplace;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** A redis-server that keeps nothing on disk, and a plain connection to it. */
record Backend(Server server, Direct direct) implements AutoCloseable {

  /** Starts it and waits until it answers. */
  static Backend start(Workplace place) throws IOException, InterruptedException {
    var program = Programs.find("redis-server", "redis-server");
    var server = Server.atPort("redis-server", place, port -> command(program, port));
    server.awaitListening();
    return new Backend(server, new Direct(server.endpoint().port()));
  }

  private static ProcessBuilder command(Path program, int port) {
    return new ProcessBuilder(
        List.of(
            program.toString(),
            "--port",
            Integer.toString(port),
            "--bind",
            "127.0.0.1",
            "--save",
            "",
            "--appendonly",
            "no"));
  }

  @Override
  public void close() {
    direct.close();
    server.close();
  }
}
