package io.outrigger.testkit;

import io.outrigger.spi.Setting;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** Finds the settings that a user would have to guess. */
final class UndocumentedSettings {

  private UndocumentedSettings() {}

  /** The components of a settings record, and of the records within, that have no doc. */
  static List<String> of(Class<?> settings) {
    return components(settings)
        .filter(component -> !isDocumented(component))
        .map(
            component -> component.getDeclaringRecord().getSimpleName() + "." + component.getName())
        .toList();
  }

  private static Stream<RecordComponent> components(Class<?> settings) {
    return Arrays.stream(settings.getRecordComponents())
        .flatMap(component ->
            Stream.concat(
                Stream.of(component),
                records(component.getGenericType()).flatMap(UndocumentedSettings::components)));
  }

  /** The type itself or what it wraps, as in {@code Optional<TlsSettings>}, if it is a record. */
  private static Stream<Class<?>> records(Type type) {
    return switch (type) {
      case ParameterizedType wrapper ->
          Arrays.stream(wrapper.getActualTypeArguments()).flatMap(UndocumentedSettings::records);
      case Class<?> plain when plain.isRecord() && !isValue(plain) -> Stream.of(plain);
      default -> Stream.empty();
    };
  }

  /** A record of the contract itself, such as a size, is one value and not a group of settings. */
  private static boolean isValue(Class<?> record) {
    return record.getPackage().equals(Setting.class.getPackage());
  }

  private static boolean isDocumented(RecordComponent component) {
    var setting = component.getAnnotation(Setting.class);
    return setting != null && !setting.doc().isBlank();
  }
}
