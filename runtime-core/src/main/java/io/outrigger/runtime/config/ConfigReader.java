package io.outrigger.runtime.config;

import io.outrigger.runtime.json.Json;
import io.outrigger.runtime.json.JsonException;
import io.outrigger.runtime.json.Pointer;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Reads a config: JSON, comments allowed, or YAML when the file's name ends with {@code .yaml} or
 * {@code .yml}. It has one of two forms: its members are {@code app}, {@code server}, {@code
 * components} and so on, the last by kind and then by instance name,
 *
 * <pre>{@code
 * {
 *   "app": {"app_id": "shop"},
 *   "components": {"lock": {"orders": {"type": "redis", "redisHost": "localhost:6379"}}}
 * }
 * }</pre>
 *
 * <p>or it is a config of MOSN, with {@code servers}, that has Layotto's in it.
 *
 * <p>Immutable; safe for several threads.
 */
public final class ConfigReader {

  private final Around around;

  /**
   * A reader of configs that may name {@code installed} components, {@code environment}, and any
   * method.
   */
  public ConfigReader(InstalledComponents installed, Environment environment) {
    this(installed, environment, Set::of);
  }

  /**
   * A reader of configs that may limit the calls of {@code methods} only, by their full names; they
   * are asked for when a config limits any.
   */
  public ConfigReader(
      InstalledComponents installed, Environment environment, Supplier<Set<String>> methods) {
    this.around = new Around(installed, environment, methods);
  }

  /** What configs may name. */
  record Around(
      InstalledComponents installed, Environment environment, Supplier<Set<String>> methods) {}

  /**
   * Reads the file {@code file}.
   *
   * @throws ConfigException when it cannot be read or is not right, with every problem in it
   */
  public RuntimeConfig read(Path file) {
    return reading(file.toString(), ConfigFile.read(file)).config();
  }

  /**
   * Reads a config that is not in a file.
   *
   * @param source what the config is called in messages
   * @throws ConfigException when it is not right, with every problem in it
   */
  public RuntimeConfig read(String source, byte[] utf8) {
    return reading(source, utf8).config();
  }

  /**
   * Reads the file {@code file}, once, for its reader to look at.
   *
   * @throws ConfigException as {@link #read(Path)} does
   */
  public Checked check(Path file) {
    return check(file.toString(), ConfigFile.read(file));
  }

  /**
   * Reads a config that is not in a file for its reader to look at.
   *
   * @throws ConfigException as {@link #read(String, byte[])} does
   */
  public Checked check(String source, byte[] utf8) {
    var reading = reading(source, utf8);
    var config = reading.config();
    return new Checked(config, reading.effective().toText());
  }

  /**
   * A config that is right.
   *
   * @param effective the config as it counts, as a config in the short form: with every default,
   *     {@code ***} for every secret that is not in a secret store, values from the environment as
   *     the config has them, and without the instances that are absent
   */
  public record Checked(RuntimeConfig config, String effective) {}

  private Reading reading(String source, byte[] utf8) {
    return new Reading(source, parse(source, utf8), around);
  }

  private static Json parse(String source, byte[] utf8) {
    try {
      return isYaml(source) ? Json.readYaml(source, utf8) : Json.read(source, utf8);
    } catch (JsonException e) {
      var problem = Problem.at(Pointer.ROOT, e.position(), e.reason(), "");
      throw new ConfigException(source, List.of(problem), List.of());
    }
  }

  private static boolean isYaml(String source) {
    var name = source.toLowerCase(Locale.ROOT);
    return name.endsWith(".yaml") || name.endsWith(".yml");
  }
}
