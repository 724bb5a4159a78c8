package io.outrigger.runtime.config;

import io.outrigger.spi.DataSize;
import io.outrigger.spi.Setting;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/**
 * The settings {@code server.limits}: how much clients may ask for. A client is a connection.
 *
 * @param maxConnections at least 1
 * @param maxCalls 0 for any number
 * @param maxCallsPerConnection 0 for any number
 * @param callsPerSecond 0 for any number
 * @param callsPerSecondPerConnection 0 for any number
 * @param methods calls a second by full method name, such as {@code
 *     spec.proto.runtime.v1.Runtime/GetState}; each more than 0
 * @param maxHeaderSize from 1 KiB to 1 MiB
 * @param handshakeTimeout positive, at most a day
 * @param pingAfter from a second to a day
 * @param maxResets 0 for any number
 */
public record LimitSettings(
    @Setting(
            doc =
                "How many connections may be open; the calls of one beyond it answer"
                    + " RESOURCE_EXHAUSTED until another ends.",
            orElse = "1000")
        int maxConnections,
    @Setting(
            doc = "How many calls may run at once; one beyond it answers RESOURCE_EXHAUSTED.",
            orElse = "0")
        int maxCalls,
    @Setting(doc = "The same for the calls of each connection.", orElse = "0")
        int maxCallsPerConnection,
    @Setting(
            doc =
                "How many calls may begin in a second, at once or evenly; one beyond it answers"
                    + " RESOURCE_EXHAUSTED.",
            orElse = "0")
        double callsPerSecond,
    @Setting(doc = "The same for the calls of each connection.", orElse = "0")
        double callsPerSecondPerConnection,
    @Setting(
            doc =
                "The same for the calls of one method: a number for its full name, such as"
                    + " `spec.proto.runtime.v1.Runtime/GetState`.")
        Map<String, Double> methods,
    @Setting(doc = "How much all headers of a call may be, 1KiB to 1MiB.", orElse = "8KiB")
        DataSize maxHeaderSize,
    @Setting(
            doc = "How long a connection may take until it speaks HTTP/2, TLS included.",
            orElse = "10s")
        Duration handshakeTimeout,
    @Setting(
            doc =
                "A connection that has brought nothing whole for this long is asked for a sign of"
                    + " life, and ends without one within 30 s, also in the midst of headers.",
            orElse = "60s")
        Duration pingAfter,
    @Setting(
            doc =
                "How many of its calls a connection may break off within 30 s; with one more it"
                    + " ends.",
            orElse = "5000")
        int maxResets) {

  private static final long KIB = 1024;
  private static final Duration ONE_SECOND = Duration.ofSeconds(1);

  /** Checks the ranges and copies the map. */
  public LimitSettings {
    methods = Map.copyOf(methods);
    Check.atLeast("max_connections", maxConnections, 1);
    Check.atLeast("max_calls", maxCalls, 0);
    Check.atLeast("max_calls_per_connection", maxCallsPerConnection, 0);
    Check.rate("calls_per_second", callsPerSecond, 0);
    Check.rate("calls_per_second_per_connection", callsPerSecondPerConnection, 0);
    methods.forEach(LimitSettings::checkMethod);
    if (maxHeaderSize.bytes() < KIB || maxHeaderSize.bytes() > KIB * KIB) {
      throw new IllegalArgumentException(
          "max_header_size: " + maxHeaderSize + " (expected: 1KiB to 1MiB)");
    }
    Check.positive("handshake_timeout", handshakeTimeout);
    Check.atMostOneDay("handshake_timeout", handshakeTimeout);
    if (pingAfter.compareTo(ONE_SECOND) < 0) {
      throw new IllegalArgumentException(
          "ping_after: " + Durations.format(pingAfter) + " (expected: 1s or more)");
    }
    Check.atMostOneDay("ping_after", pingAfter);
    Check.atLeast("max_resets", maxResets, 0);
  }

  private static void checkMethod(String method, double rate) {
    checkName("methods", method);
    Check.rate("methods", rate, Double.MIN_VALUE);
  }

  /** Refuses what is no full name of a method. */
  static void checkName(String key, String method) {
    int slash = method.indexOf('/');
    if (slash <= 0 || slash != method.lastIndexOf('/')) {
      throw new IllegalArgumentException(
          key + ": \"" + method + "\" (expected: as spec.proto.runtime.v1.Runtime/GetState)");
    }
  }

  /** The same with limits of more methods; a method that has one already keeps it. */
  LimitSettings with(Map<String, Double> more) {
    var all = new HashMap<>(more);
    all.putAll(methods);
    return new LimitSettings(
        maxConnections,
        maxCalls,
        maxCallsPerConnection,
        callsPerSecond,
        callsPerSecondPerConnection,
        all,
        maxHeaderSize,
        handshakeTimeout,
        pingAfter,
        maxResets);
  }

  /** What holds when a config says nothing. */
  public static LimitSettings defaults() {
    return Defaults.of(LimitSettings.class);
  }
}
