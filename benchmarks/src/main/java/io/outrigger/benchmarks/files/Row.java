package io.outrigger.benchmarks.files;

import io.outrigger.benchmarks.measuring.Target;

/** What is measured beside what, and what the ratio of the bytes per second shall be. */
enum Row {
  GET_TCP("GetFile over TCP, beside nginx over TCP", 0.9),
  GET_UNIX("GetFile over the Unix socket, beside nginx over TCP", 1.2),
  PUT("PutFile, beside GetFile", 0.6),
  HDFS_GET("GetFile from HDFS, beside a plain Hadoop client", 0.7),
  HDFS_PUT("PutFile to HDFS, beside a plain Hadoop client", 0.7);

  private final String text;
  private final double least;

  Row(String text, double least) {
    this.text = text;
    this.least = least;
  }

  Target target() {
    return Target.atLeast(least);
  }

  @Override
  public String toString() {
    return text;
  }
}
