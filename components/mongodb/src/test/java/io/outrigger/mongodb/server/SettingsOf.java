package io.outrigger.mongodb.server;

import io.outrigger.mongodb.client.MongoSettings;
import io.outrigger.spi.Secret;
import io.outrigger.spi.Setting;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/** Makes settings in which a test names only what matters to it. */
public final class SettingsOf {

  private final Map<String, Object> given = new HashMap<>();

  private SettingsOf() {}

  /** Settings with everything at its default, to go on with. */
  public static SettingsOf nothing() {
    return new SettingsOf();
  }

  /** The settings of a host. */
  public static SettingsOf host(String mongoHost) {
    return nothing().with("mongoHost", mongoHost);
  }

  /** The settings of a connection string. */
  public static SettingsOf uri(String connectionString) {
    return nothing().with("connectionString", Secret.of(connectionString));
  }

  /** Gives a component of the record a value. */
  public SettingsOf with(String component, Object value) {
    given.put(component, value);
    return this;
  }

  /** The settings, with the defaults that the record declares. */
  public MongoSettings build() {
    var components = MongoSettings.class.getRecordComponents();
    var types = new Class<?>[components.length];
    var values = new Object[components.length];
    for (int i = 0; i < components.length; i++) {
      types[i] = components[i].getType();
      values[i] = given.getOrDefault(components[i].getName(), fallback(components[i]));
    }
    try {
      return MongoSettings.class.getDeclaredConstructor(types).newInstance(values);
    } catch (InvocationTargetException e) {
      throw (RuntimeException) e.getCause();
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Object fallback(RecordComponent component) {
    var text = component.getAnnotation(Setting.class).orElse();
    return switch (component.getType().getSimpleName()) {
      case "Map" -> Map.of();
      case "Duration" -> Duration.parse("PT" + text);
      case "Secret" -> Secret.of(text);
      default -> text;
    };
  }
}
