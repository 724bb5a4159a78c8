package io.outrigger.runtime.telemetry.trace;

import java.util.List;
import java.util.Locale;

/**
 * What a component type is to collectors. The numbers are those of SkyWalking's list of component
 * libraries.
 */
enum Technology {
  /** What collectors show as a cache. */
  REDIS("Redis", 7),
  /** What collectors show as a database. */
  MONGODB("MongoDB", 9),
  /** Files on another system, by its own protocol. */
  HDFS("HDFS", 50),
  /** Objects behind an HTTP API. */
  OBJECT_STORE("object store", 49),
  /** Anything else. */
  OTHER("", 0);

  private static final List<String> OBJECT_STORES =
      List.of("s3", "oss", "cos", "qiniu", "minio", "tencent", "aliyun", "aws", "ceph");

  private static final List<String> READS =
      List.of("get", "list", "read", "exists", "stat", "bulkget", "secret", "greet");

  private final String shown;
  private final int componentId;

  Technology(String shown, int componentId) {
    this.shown = shown;
    this.componentId = componentId;
  }

  /** That of a component type. */
  static Technology of(String type) {
    var name = type.toLowerCase(Locale.ROOT);
    if (name.contains("redis")) {
      return REDIS;
    }
    if (name.contains("mongo")) {
      return MONGODB;
    }
    if (name.contains("hdfs")) {
      return HDFS;
    }
    return OBJECT_STORES.stream().anyMatch(name::contains) ? OBJECT_STORE : OTHER;
  }

  /** Whether an operation such as {@code state.get} leaves everything as it is. */
  static boolean reads(String operation) {
    var method = operation.substring(operation.indexOf('.') + 1).toLowerCase(Locale.ROOT);
    return READS.stream().anyMatch(method::startsWith);
  }

  /** What it is called. */
  String shown() {
    return shown;
  }

  /** SkyWalking's number of it. */
  int componentId() {
    return componentId;
  }
}
