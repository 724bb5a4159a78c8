package io.outrigger.qiniu.server;

import io.outrigger.testkit.backend.BackendConsole;
import java.util.Map;

/** A local Qiniu as a process of its own. */
final class QiniuMain {

  private QiniuMain() {}

  public static void main(String[] arguments) throws Exception {
    try (var qiniu = LocalQiniu.start().makePrivate()) {
      BackendConsole.run(
          Map.of(
              "QINIU_ENDPOINT",
              "http://" + qiniu.domain(),
              "QINIU_UC_HOST",
              qiniu.services(),
              "QINIU_USE_HTTPS",
              "false",
              "QINIU_BUCKET",
              LocalQiniu.BUCKET,
              "QINIU_ACCESS_KEY",
              LocalQiniu.ACCESS_KEY,
              "QINIU_SECRET_KEY",
              LocalQiniu.SECRET_KEY),
          Map.of("open uploads", () -> Integer.toString(qiniu.uploads())));
    }
  }
}
