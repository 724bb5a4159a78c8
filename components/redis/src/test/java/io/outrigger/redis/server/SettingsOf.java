package io.outrigger.redis.server;

import io.outrigger.redis.client.RedisSettings;
import io.outrigger.spi.DataSize;
import io.outrigger.spi.Secret;
import io.outrigger.spi.Setting;
import io.outrigger.testkit.redis.RedisServer;
import io.outrigger.testkit.redis.WatchedRedis;
import java.lang.reflect.RecordComponent;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Makes settings in which a test names only what matters to it. */
public final class SettingsOf {

  private final Map<String, Object> given = new HashMap<>();

  private SettingsOf(String redisHost) {
    given.put("redisHost", redisHost);
  }

  /** The settings of a server. */
  public static RedisSettings server(RedisServer server) {
    return host(server.host()).build();
  }

  /** Settings to go on with, of a client that asks the Sentinels. */
  public static SettingsOf sentinels(WatchedRedis redis) {
    return host(redis.hosts()).with("failover", true).with("sentinelMasterName", "demo");
  }

  /** Settings to go on with. */
  public static SettingsOf host(String redisHost) {
    return new SettingsOf(redisHost);
  }

  /** Gives a component of the record a value. */
  public SettingsOf with(String component, Object value) {
    given.put(component, value);
    return this;
  }

  /** The settings, with the defaults that the record declares. */
  public RedisSettings build() {
    var components = RedisSettings.class.getRecordComponents();
    var types = new Class<?>[components.length];
    var values = new Object[components.length];
    for (int i = 0; i < components.length; i++) {
      types[i] = components[i].getType();
      values[i] = given.getOrDefault(components[i].getName(), fallback(components[i]));
    }
    try {
      return RedisSettings.class.getDeclaredConstructor(types).newInstance(values);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e.getCause() == null ? e : e.getCause());
    }
  }

  private static Object fallback(RecordComponent component) {
    var text = component.getAnnotation(Setting.class).orElse();
    var type = component.getType();
    if (type == Optional.class) {
      return Optional.empty();
    }
    if (type == Map.class) {
      return Map.of();
    }
    return switch (type.getSimpleName()) {
      case "int" -> text.equals(Setting.REQUIRED) ? 0 : Integer.parseInt(text);
      case "boolean" -> Boolean.parseBoolean(text);
      case "Duration" -> Duration.parse("PT" + text.replace("500ms", "0.5s"));
      case "DataSize" -> DataSize.parse(text);
      case "Secret" -> Secret.of(text);
      case "Type" -> RedisSettings.Type.NODE;
      default -> text;
    };
  }
}
