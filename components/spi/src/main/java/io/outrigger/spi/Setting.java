package io.outrigger.spi;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Says how a component of a settings record is read from a config, and documents it.
 *
 * <p>Types that can be bound: {@code String}, {@code int}, {@code long}, {@code double}, {@code
 * boolean}, enums (in any case, with {@code -} for {@code _}), {@link java.time.Duration}, {@link
 * DataSize}, {@link Secret}, {@link java.nio.file.Path}, {@code List<String>}, {@code
 * Map<String,String>}, {@code Map<String,Long>}, nested settings records and {@code Optional} of
 * any of them. Strings bind to every scalar type, since all values of a mosn {@code metadata} block
 * are often strings.
 */
@Target(ElementType.RECORD_COMPONENT)
@Retention(RetentionPolicy.RUNTIME)
public @interface Setting {

  /** The value of {@link #orElse} that makes a setting required. */
  String REQUIRED = "\u0000required";

  /** The key in the config; empty for the name of the record component in snake case. */
  String key() default "";

  /** Other keys that mean the same. */
  String[] aliases() default {};

  /** What it does, in a sentence or two of Markdown. */
  String doc();

  /**
   * The value in the config's notation when the key is absent. An {@code Optional}, a list and a
   * map are empty when absent, whatever this says.
   */
  String orElse() default REQUIRED;

  /**
   * A value to show in examples, in the config's notation. A setting that has one stands in the
   * examples of the reference also when it is not required; empty for none.
   */
  String example() default "";

  /** The unit of a plain number that is given for a {@link java.time.Duration}. */
  Unit unit() default Unit.NONE;

  /** The unit of a plain number. */
  enum Unit {
    /** A plain number is refused: the value must name its unit, as in {@code 5s}. */
    NONE,
    /** Nanoseconds. */
    NANOSECONDS,
    /** Milliseconds. */
    MILLISECONDS,
    /** Seconds. */
    SECONDS
  }
}
