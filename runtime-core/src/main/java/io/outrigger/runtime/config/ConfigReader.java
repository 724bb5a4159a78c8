package io.outrigger.runtime.config;

import io.outrigger.runtime.json.Json;
import io.outrigger.runtime.json.JsonException;
import io.outrigger.runtime.json.Pointer;
import java.nio.file.Path;
import java.util.List;

/**
 * Reads a config: a JSON object, comments allowed, whose members are {@code app}, {@code server}
 * and {@code components}, the last by kind and then by instance name:
 *
 * <pre>{@code
 * {
 *   "app": {"app_id": "shop"},
 *   "components": {"lock": {"orders": {"type": "redis", "redisHost": "localhost:6379"}}}
 * }
 * }</pre>
 *
 * <p>Immutable; safe for several threads.
 */
public final class ConfigReader {

  private final InstalledComponents installed;
  private final Environment environment;

  /** A reader of configs that may name {@code installed} components and {@code environment}. */
  public ConfigReader(InstalledComponents installed, Environment environment) {
    this.installed = installed;
    this.environment = environment;
  }

  /**
   * Reads the file {@code file}.
   *
   * @throws ConfigException when it cannot be read or is not right, with every problem in it
   */
  public RuntimeConfig read(Path file) {
    return read(file.toString(), ConfigFile.read(file));
  }

  /**
   * Reads a config that is not in a file.
   *
   * @param source what the config is called in messages
   * @throws ConfigException when it is not right, with every problem in it
   */
  public RuntimeConfig read(String source, byte[] utf8) {
    return new ShortForm(source, installed, environment).read(parse(source, utf8));
  }

  private static Json parse(String source, byte[] utf8) {
    try {
      return Json.read(source, utf8);
    } catch (JsonException e) {
      var problem = Problem.at(Pointer.ROOT, e.position(), e.reason(), "");
      throw new ConfigException(source, List.of(problem), List.of());
    }
  }
}
