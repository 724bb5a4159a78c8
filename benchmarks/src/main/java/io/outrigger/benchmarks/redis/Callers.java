package io.outrigger.benchmarks.redis;

import io.outrigger.benchmarks.measuring.BenchmarkException;
import io.outrigger.benchmarks.measuring.GrpcClient;
import io.outrigger.benchmarks.measuring.Server;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.IntStream;

/**
 * A load generator for what h2load cannot do: calls that depend on each other. 64 callers on eight
 * connections. It takes more of the machine than h2load does.
 */
final class Callers implements AutoCloseable {

  private static final int CONNECTIONS = 8;
  private static final int STREAMS = 8;
  private static final int PATIENCE_SECONDS = 20;

  private final List<Step<?, ?>> steps;
  private final List<GrpcClient> clients;

  /** Callers of {@code server} that make these steps after each other. */
  Callers(Server server, List<Step<?, ?>> steps) {
    this.steps = List.copyOf(steps);
    this.clients = IntStream.range(0, CONNECTIONS).mapToObj(i -> new GrpcClient(server)).toList();
  }

  /**
   * Puts load on the server.
   *
   * @throws BenchmarkException when an answer is wrong
   */
  Tally run(int seconds) throws InterruptedException {
    var begin = System.nanoTime();
    var end = begin + TimeUnit.SECONDS.toNanos(seconds);
    var running = new ArrayList<CompletableFuture<Long>>();
    for (int i = 0; i < CONNECTIONS * STREAMS; i++) {
      var channel = clients.get(i % CONNECTIONS).channel();
      running.add(new Caller(channel, i, steps).callUntil(end));
    }
    long calls = 0;
    for (var caller : running) {
      calls += await(caller, seconds + PATIENCE_SECONDS);
    }
    return Tally.of(calls, (System.nanoTime() - begin) / 1e9);
  }

  private static long await(CompletableFuture<Long> caller, int seconds)
      throws InterruptedException {
    try {
      return caller.get(seconds, TimeUnit.SECONDS);
    } catch (ExecutionException e) {
      throw e.getCause() instanceof BenchmarkException known
          ? known
          : new BenchmarkException(String.valueOf(e.getCause()));
    } catch (TimeoutException e) {
      throw new BenchmarkException("a call was not answered in " + PATIENCE_SECONDS + " s");
    }
  }

  @Override
  public void close() {
    clients.forEach(GrpcClient::close);
  }
}
