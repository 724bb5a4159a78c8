package io.outrigger.tencentcos.server;

import io.outrigger.testkit.backend.BackendConsole;
import java.util.Map;

/** A local COS as a process of its own. */
final class CosMain {

  private CosMain() {}

  public static void main(String[] arguments) throws Exception {
    try (var cos = LocalCos.start()) {
      BackendConsole.run(
          Map.of(
              "COS_ENDPOINT", cos.url(),
              "COS_BUCKET", LocalCos.BUCKET,
              "COS_REGION", LocalCos.REGION,
              "COS_SECRET_ID", LocalCos.ID,
              "COS_SECRET_KEY", LocalCos.SECRET),
          Map.of("open uploads", () -> Integer.toString(cos.openUploads())));
    }
  }
}
