package io.outrigger.hdfs;

import io.outrigger.spi.Setting;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Makes settings in which a test names only what matters to it. */
final class SettingsOf {

  private final Map<String, Object> given = new HashMap<>();

  private SettingsOf() {}

  /** The settings of an endpoint. */
  static SettingsOf endpoint(String endpoint) {
    return new SettingsOf().with("endpoint", endpoint);
  }

  /** The settings of a cluster with one NameNode. */
  static SettingsOf cluster(MiniCluster cluster) {
    return endpoint("tcp:" + cluster.address());
  }

  /** Gives a component of the record a value. */
  SettingsOf with(String component, Object value) {
    given.put(component, value);
    return this;
  }

  /** The settings, with the defaults that the record declares. */
  HdfsSettings build() {
    var components = HdfsSettings.class.getRecordComponents();
    var types = new Class<?>[components.length];
    var values = new Object[components.length];
    for (int i = 0; i < components.length; i++) {
      types[i] = components[i].getType();
      values[i] = given.getOrDefault(components[i].getName(), fallback(components[i]));
    }
    try {
      return HdfsSettings.class.getDeclaredConstructor(types).newInstance(values);
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
      case "List" -> List.of();
      case "Optional" -> Optional.empty();
      case "Duration" -> Duration.parse("PT" + text);
      default -> text;
    };
  }
}
