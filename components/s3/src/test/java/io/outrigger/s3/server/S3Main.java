package io.outrigger.s3.server;

import io.outrigger.testkit.backend.BackendConsole;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A process of its own that is an S3: s3mock behind the front that verifies signatures, or with the
 * argument {@code bare} s3mock alone, whose front would hold whole files.
 */
final class S3Main {

  private static final String BUCKET = "files";

  private S3Main() {}

  public static void main(String[] arguments) throws Exception {
    var directory = Files.createTempDirectory(Path.of("target").toAbsolutePath(), "s3mock");
    try (var mock = S3Mock.start(directory);
        var front = Front.of(new Signatures(SettingsOf.KEY_ID, SettingsOf.SECRET, ""), mock)) {
      mock.make(BUCKET);
      var endpoint = arguments.length == 0 ? front.endpoint() : mock.endpoint();
      BackendConsole.run(variables(endpoint), Map.of());
    }
  }

  private static Map<String, String> variables(String endpoint) {
    var variables = new HashMap<String, String>();
    variables.put("S3_ENDPOINT", "http://" + endpoint);
    variables.put("AWS_ACCESS_KEY_ID", SettingsOf.KEY_ID);
    variables.put("AWS_SECRET_ACCESS_KEY", SettingsOf.SECRET);
    variables.put("MINIO_ENDPOINT", endpoint);
    variables.put("MINIO_ROOT_USER", SettingsOf.KEY_ID);
    variables.put("MINIO_ROOT_PASSWORD", SettingsOf.SECRET);
    variables.put("OSS_ENDPOINT", "http://" + endpoint);
    variables.put("OSS_ACCESS_KEY_ID", SettingsOf.KEY_ID);
    variables.put("OSS_ACCESS_KEY_SECRET", SettingsOf.SECRET);
    Stream.of("S3_BUCKET", "MINIO_BUCKET", "OSS_BUCKET")
        .forEach(name -> variables.put(name, BUCKET));
    return variables;
  }
}
