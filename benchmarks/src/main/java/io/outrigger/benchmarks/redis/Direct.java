package io.outrigger.benchmarks.redis;

import io.outrigger.benchmarks.measuring.BenchmarkException;
import io.outrigger.benchmarks.measuring.Latency;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import redis.clients.jedis.Jedis;

/** A plain connection to Redis, as a program without a sidecar has it. */
final class Direct implements AutoCloseable {

  private static final byte[] DATA = "data".getBytes(StandardCharsets.UTF_8);
  private static final byte[] VERSION = "version".getBytes(StandardCharsets.UTF_8);

  private final Jedis jedis;

  /** Connects to the loopback interface. */
  Direct(int port) {
    jedis = new Jedis(InetAddress.getLoopbackAddress().getHostAddress(), port);
  }

  /** What Redis calls its version. */
  String version() {
    return jedis
        .info("server")
        .lines()
        .filter(line -> line.startsWith("redis_version:"))
        .map(line -> line.substring(line.indexOf(':') + 1).strip())
        .findFirst()
        .orElse("unknown");
  }

  /**
   * Checks that a value stands where Layotto and Dapr keep it.
   *
   * @throws BenchmarkException when it does not
   */
  void requireLayout(byte[] key, byte[] value) {
    var fields = jedis.hmget(key, DATA, VERSION);
    if (!Arrays.equals(fields.get(0), value) || fields.get(1) == null) {
      throw new BenchmarkException(
          "Redis does not have the value in data and version of the hash "
              + new String(key, StandardCharsets.UTF_8));
    }
  }

  /** Reads a value and its version again and again, one round trip after the other. */
  Latency oneInFlight(byte[] key, int seconds) {
    var deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
    var nanos =
        LongStream.generate(() -> trip(key)).takeWhile(took -> System.nanoTime() < deadline);
    return Latency.of(nanos.toArray()).thousandth();
  }

  private long trip(byte[] key) {
    var begin = System.nanoTime();
    if (jedis.hmget(key, DATA, VERSION).get(0) == null) {
      throw new BenchmarkException("Redis has lost " + new String(key, StandardCharsets.UTF_8));
    }
    return System.nanoTime() - begin;
  }

  @Override
  public void close() {
    jedis.close();
  }
}
