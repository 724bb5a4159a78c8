package io.outrigger.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The config of a sidecar for tests. Two that are equal need one sidecar.
 *
 * @param text JSON, with {@code ${OUTRIGGER_TEST_DIRECTORY}} for a folder
 * @param secrets the secrets of the store
 */
record TestConfig(String text, Map<String, String> secrets) {

  static TestConfig of(Outrigger asked) {
    return asked.config().isEmpty()
        ? new TestConfig(generated(asked), secrets(asked.secrets()))
        : new TestConfig(read(asked.config()), Map.of());
  }

  /** A config with one component of each kind, as the annotation has them by default. */
  static TestConfig standard() {
    return of(Defaults.class.getAnnotation(Outrigger.class));
  }

  private static String generated(Outrigger asked) {
    var kinds =
        Stream.of(
            kind("hello", asked.hellos(), "\"type\": \"helloworld\", \"hello\": \"hello\""),
            kind("state", asked.state(), "\"type\": \"in-memory\""),
            kind("lock", asked.locks(), "\"type\": \"in-memory\""),
            kind("sequencer", asked.sequencers(), "\"type\": \"in-memory\""),
            fileStores(asked.files()),
            kind(
                "secret",
                new String[] {asked.secretStore()},
                "\"type\": \"local.file\","
                    + " \"secretsFile\": \"${OUTRIGGER_TEST_DIRECTORY}/secrets.json\""));
    return "{\"app\": {\"app_id\": \"test\"}, \"server\": {\"listen\": [\"127.0.0.1:0\","
        + " \"unix:${OUTRIGGER_TEST_DIRECTORY}/outrigger.sock\"],"
        + " \"graceful_stop_timeout\": \"0s\"}, \"components\": {"
        + kinds.collect(Collectors.joining(", "))
        + "}}";
  }

  private static String kind(String kind, String[] names, String settings) {
    return Stream.of(names)
        .map(name -> Json.text(name) + ": {" + settings + "}")
        .collect(Collectors.joining(", ", Json.text(kind) + ": {", "}"));
  }

  private static String fileStores(String[] names) {
    return Stream.of(names)
        .map(name ->
            Json.text(name)
                + ": {\"type\": \"local\", \"root\": "
                + Json.text("${OUTRIGGER_TEST_DIRECTORY}/" + name)
                + "}")
        .collect(Collectors.joining(", ", "\"file\": {", "}"));
  }

  private static Map<String, String> secrets(String[] pairs) {
    var secrets = new LinkedHashMap<String, String>();
    for (var pair : List.of(pairs)) {
      var equals = pair.indexOf('=');
      if (equals < 1) {
        throw new IllegalArgumentException("secrets: " + pair + " (expected: name=value)");
      }
      secrets.put(pair.substring(0, equals), pair.substring(equals + 1));
    }
    return secrets;
  }

  private static String read(String config) {
    try {
      var file = Path.of(config);
      if (Files.exists(file)) {
        return Files.readString(file);
      }
      try (var resource =
          Thread.currentThread().getContextClassLoader().getResourceAsStream(config)) {
        if (resource == null) {
          throw new IllegalArgumentException(
              "config: " + config + " (expected: a file or a resource of the class path)");
        }
        return new String(resource.readAllBytes(), StandardCharsets.UTF_8);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The secrets as a file that a secret store reads. */
  String secretsFile() {
    return secrets.entrySet().stream()
        .map(secret -> Json.text(secret.getKey()) + ": " + Json.text(secret.getValue()))
        .collect(Collectors.joining(", ", "{", "}"));
  }

  @Outrigger
  private static final class Defaults {}
}
