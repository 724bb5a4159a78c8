package io.outrigger.benchmarks.files;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/**
 * The plain Hadoop client: copies a file from memory into HDFS and back, by lines on standard input
 * such as {@code put /name 2}, the last being seconds.
 */
public final class HadoopCopy {

  /** What it says when it can be commanded. */
  static final String READY = "ready";

  /** What an answer begins with; then come bytes and seconds, or a digest. */
  static final String DONE = "done ";

  private static final int BUFFER_BYTES = 256 * 1024;

  private final FileSystem files;
  private final byte[] content;
  private final byte[] buffer = new byte[BUFFER_BYTES];

  private HadoopCopy(FileSystem files, byte[] content) {
    this.files = files;
    this.content = content;
  }

  /**
   * Obeys until standard input ends.
   *
   * @param args the URI of the file system, and the path of the local file
   */
  public static void main(String[] args) throws IOException {
    var out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    var in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    var content = Files.readAllBytes(java.nio.file.Path.of(args[1]));
    try (var files = FileSystem.get(URI.create(args[0]), new Configuration())) {
      var copy = new HadoopCopy(files, content);
      out.println(READY);
      for (var line = in.readLine(); line != null; line = in.readLine()) {
        out.println(DONE + copy.obey(line.split(" ", -1)));
      }
    }
  }

  private String obey(String[] words) throws IOException {
    var path = new Path(words[1]);
    var seconds = Integer.parseInt(words[2]);
    return switch (words[0]) {
      case "put" -> text(Tally.repeat(seconds, () -> put(path)));
      case "get" -> text(Tally.repeat(seconds, () -> get(path, count -> {})));
      case "sum" -> sum(path);
      default -> throw new IOException("command: " + words[0] + " (expected: put, get or sum)");
    };
  }

  private static String text(Tally tally) {
    return tally.bytes() + " " + tally.seconds();
  }

  private long put(Path path) throws IOException {
    try (var out = files.create(path, true)) {
      for (int sent = 0; sent < content.length; sent += BUFFER_BYTES) {
        out.write(content, sent, Math.min(BUFFER_BYTES, content.length - sent));
      }
    }
    return content.length;
  }

  private long get(Path path, Taker taker) throws IOException {
    long bytes = 0;
    try (var in = files.open(path)) {
      for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
        taker.take(count);
        bytes += count;
      }
    }
    if (bytes != content.length) {
      throw new IOException(path + ": " + bytes + " bytes (expected: " + content.length + ")");
    }
    return bytes;
  }

  private String sum(Path path) throws IOException {
    var sum = new Sha256();
    var _ = get(path, count -> sum.add(ByteBuffer.wrap(buffer, 0, count)));
    return sum.text();
  }

  /** Takes so many bytes in the buffer. */
  private interface Taker {

    void take(int count);
  }
}
