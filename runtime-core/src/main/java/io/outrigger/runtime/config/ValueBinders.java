package io.outrigger.runtime.config;

import io.outrigger.spi.Setting;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Finds how a type is bound. */
final class ValueBinders {

  private ValueBinders() {}

  /**
   * The binder of the type {@code type}.
   *
   * @throws IllegalStateException when the type cannot be bound
   */
  static ValueBinder of(Type type, Setting.Unit unit) {
    return switch (type) {
      case Class<?> plain -> ofClass(plain, unit);
      case ParameterizedType generic -> ofGeneric(generic, unit);
      default -> throw unknown(type);
    };
  }

  private static ValueBinder ofClass(Class<?> type, Setting.Unit unit) {
    if (type.isRecord() && Scalars.of(type, unit).isEmpty()) {
      return new NestedBinder(RecordPlan.of(type.asSubclass(Record.class)));
    }
    return Scalars.of(type, unit).orElseThrow(() -> unknown(type));
  }

  private static ValueBinder ofGeneric(ParameterizedType type, Setting.Unit unit) {
    Type[] arguments = type.getActualTypeArguments();
    if (type.getRawType() == List.class) {
      return new ListBinder(of(arguments[0], unit));
    }
    if (type.getRawType() == Optional.class) {
      return new OptionalBinder(of(arguments[0], unit));
    }
    if (type.getRawType() == Map.class && arguments[0] == String.class) {
      return new MapBinder(of(arguments[1], unit));
    }
    throw unknown(type);
  }

  private static IllegalStateException unknown(Type type) {
    return new IllegalStateException("the type " + type.getTypeName() + " cannot be bound");
  }
}
