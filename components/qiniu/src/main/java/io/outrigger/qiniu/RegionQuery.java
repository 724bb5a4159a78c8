package io.outrigger.qiniu;

import io.outrigger.spi.ComponentContext;
import io.outrigger.spi.ComponentException;
import io.outrigger.spi.ErrorCode;
import java.math.BigDecimal;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import okhttp3.Request;
import org.jspecify.annotations.Nullable;

/**
 * Asks Qiniu for the hosts of a bucket's region, once for as long as the answer is valid. When it
 * cannot be asked again, the old answer goes on. Safe for use by many threads, of which several may
 * ask at the same time.
 */
final class RegionQuery {

  private static final Duration LEAST_VALIDITY = Duration.ofMinutes(1);
  private static final Duration MOST_VALIDITY = Duration.ofDays(1);

  private final QiniuSettings settings;
  private final ComponentContext context;
  private final QiniuHttp http;
  private final Optional<Hosts> fixed;
  private volatile @Nullable Found found;

  private record Found(Hosts hosts, Instant end) {}

  /** Knows what the settings say. */
  RegionQuery(QiniuSettings settings, ComponentContext context, QiniuHttp http) {
    this.settings = settings;
    this.context = context;
    this.http = http;
    fixed = fixed(settings);
  }

  private static Optional<Hosts> fixed(QiniuSettings settings) {
    if (!settings.region().isEmpty()) {
      return Optional.of(Hosts.ofRegion(settings.region(), settings));
    }
    var named = new Hosts("", "", "").or(settings);
    var isWhole = Stream.of(named.up(), named.rs(), named.rsf()).noneMatch(String::isEmpty);
    return isWhole ? Optional.of(named) : Optional.empty();
  }

  /** The hosts; asks for them when they are not known or no longer. */
  Hosts hosts() {
    return fixed.orElseGet(this::valid);
  }

  private Hosts valid() {
    var known = found;
    if (known != null && context.clock().instant().isBefore(known.end())) {
      return known.hosts();
    }
    try {
      var asked = ask();
      found = asked;
      return asked.hosts();
    } catch (ComponentException e) {
      if (known != null && e.code() != ErrorCode.CANCELLED) {
        return known.hosts();
      }
      throw e;
    }
  }

  private Found ask() {
    var url =
        "%s/v3/query?ak=%s&bucket=%s"
            .formatted(
                Hosts.url("uc_host", settings.ucHost(), settings),
                URLEncoder.encode(settings.accessKeyId(), StandardCharsets.UTF_8),
                URLEncoder.encode(settings.bucket(), StandardCharsets.UTF_8));
    var subject = "the region of bucket \"" + settings.bucket() + '"';
    var reply = http.send(subject, new Request.Builder().url(url).build());
    if (!reply.isSuccess()) {
      throw QiniuFailures.of(subject, reply);
    }
    return read(reply.fields(context, subject))
        .orElseThrow(() ->
            new ComponentException(
                ErrorCode.INTERNAL, subject + ": " + url + " answers without hosts"));
  }

  private Optional<Found> read(Map<?, ?> answer) {
    var region = first(at(answer, "hosts"));
    var way = settings.useCdnDomains() ? "acc" : "src";
    return host(region, "up", way)
        .flatMap(up ->
            host(region, "rs", "src")
                .flatMap(rs -> host(region, "rsf", "src").map(rsf -> new Hosts(up, rs, rsf))))
        .map(hosts ->
            new Found(hosts.or(settings), context.clock().instant().plus(validity(region))));
  }

  /** The first of the main hosts of a service; of those with the other way when it has none. */
  private Optional<String> host(@Nullable Object region, String service, String way) {
    return Stream.of(way, "src", "acc")
        .map(each -> first(at(at(at(region, service), each), "main")))
        .filter(String.class::isInstance)
        .map(host -> Hosts.url("uc_host", String.valueOf(host), settings))
        .findFirst();
  }

  private static Duration validity(@Nullable Object region) {
    if (at(region, "ttl") instanceof BigDecimal seconds) {
      var validity = Duration.ofSeconds(seconds.longValue());
      return validity.compareTo(LEAST_VALIDITY) < 0
          ? LEAST_VALIDITY
          : validity.compareTo(MOST_VALIDITY) > 0 ? MOST_VALIDITY : validity;
    }
    return LEAST_VALIDITY;
  }

  private static @Nullable Object at(@Nullable Object value, String key) {
    return value instanceof Map<?, ?> map ? map.get(key) : null;
  }

  private static @Nullable Object first(@Nullable Object value) {
    return value instanceof List<?> list && !list.isEmpty() ? list.getFirst() : null;
  }
}
