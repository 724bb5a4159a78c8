package io.outrigger.s3.server;

import io.outrigger.s3.S3Settings;
import io.outrigger.spi.DataSize;
import io.outrigger.spi.Secret;
import io.outrigger.spi.Setting;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Makes settings in which a test names only what matters to it. */
public final class SettingsOf {

  /** The id of the one key that the servers of the tests know. */
  public static final String KEY_ID = "AKIDTEST";

  /** Its secret. */
  public static final String SECRET = "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLE";

  private final Map<String, Object> given = new HashMap<>();

  private SettingsOf() {}

  /** Settings with everything at its default, to go on with. */
  public static SettingsOf nothing() {
    return new SettingsOf();
  }

  /** The settings of an endpoint, with the right key. */
  public static SettingsOf endpoint(String endpoint) {
    return nothing()
        .with("endpoint", endpoint)
        .with("accessKeyId", Secret.of(KEY_ID))
        .with("accessKeySecret", Secret.of(SECRET));
  }

  /** Gives a component of the record a value. */
  public SettingsOf with(String component, Object value) {
    given.put(component, value);
    return this;
  }

  /** The settings, with the defaults that the record declares. */
  public S3Settings build() {
    var components = S3Settings.class.getRecordComponents();
    var types = new Class<?>[components.length];
    var values = new Object[components.length];
    for (int i = 0; i < components.length; i++) {
      types[i] = components[i].getType();
      var value = given.get(components[i].getName());
      values[i] = value == null ? fallback(components[i]) : value;
    }
    try {
      return S3Settings.class.getDeclaredConstructor(types).newInstance(values);
    } catch (InvocationTargetException e) {
      throw (RuntimeException) e.getCause();
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Object fallback(RecordComponent component) {
    var text = component.getAnnotation(Setting.class).orElse();
    return switch (component.getType().getSimpleName()) {
      case "Optional" -> Optional.empty();
      case "Duration" -> Duration.parse("PT" + text);
      case "DataSize" -> DataSize.parse(text);
      case "Secret" -> Secret.of(text);
      case "int" -> Integer.valueOf(text);
      default -> text;
    };
  }
}
