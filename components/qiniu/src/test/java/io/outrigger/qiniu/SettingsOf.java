package io.outrigger.qiniu;

import io.outrigger.qiniu.server.LocalQiniu;
import io.outrigger.spi.DataSize;
import io.outrigger.spi.Secret;
import io.outrigger.spi.Setting;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/** Makes settings in which a test names only what matters to it. */
final class SettingsOf {

  private final Map<String, Object> given = new HashMap<>();

  private SettingsOf() {}

  /** Those of an account, with everything else at its default. */
  static SettingsOf account() {
    return new SettingsOf()
        .with("endpoint", "files.example.com")
        .with("accessKeyId", LocalQiniu.ACCESS_KEY)
        .with("accessKeySecret", Secret.of(LocalQiniu.SECRET_KEY))
        .with("bucket", LocalQiniu.BUCKET);
  }

  /** Those of a local server. */
  static SettingsOf server(LocalQiniu server) {
    return account()
        .with("endpoint", server.domain())
        .with("useHttps", false)
        .with("ucHost", server.services());
  }

  /** Gives a component of the record a value. */
  SettingsOf with(String component, Object value) {
    given.put(component, value);
    return this;
  }

  /** The settings, with the defaults that the record declares. */
  QiniuSettings build() {
    var components = QiniuSettings.class.getRecordComponents();
    var types = new Class<?>[components.length];
    var values = new Object[components.length];
    for (int i = 0; i < components.length; i++) {
      types[i] = components[i].getType();
      values[i] = given.getOrDefault(components[i].getName(), fallback(components[i]));
    }
    try {
      return QiniuSettings.class.getDeclaredConstructor(types).newInstance(values);
    } catch (InvocationTargetException e) {
      throw (RuntimeException) e.getCause();
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Object fallback(RecordComponent component) {
    var text = component.getAnnotation(Setting.class).orElse();
    return switch (component.getType().getSimpleName()) {
      case "boolean" -> Boolean.valueOf(text);
      case "Duration" -> Duration.parse("PT" + text);
      case "DataSize" -> DataSize.parse(text);
      case "Secret" -> Secret.of(text);
      default -> text;
    };
  }
}
