package io.outrigger.benchmarks.files;

import com.google.protobuf.ByteString;
import com.google.protobuf.UnsafeByteOperations;
import io.outrigger.benchmarks.measuring.Workplace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/** The file that is moved, 64 MiB of random bytes, which stay in memory and in the page cache. */
final class Sample {

  /** Its name in the folder and in every store. */
  static final String NAME = "sample";

  static final int BYTES = 64 << 20;

  /** How much the sidecar sends in a message, and the client, too. */
  static final int PIECE_BYTES = 256 << 10;

  private static final long SEED = 6;

  private final Path folder;
  private final byte[] content;
  private final String digest;

  /** Content that nobody changes, for a file in a folder that holds nothing else. */
  Sample(Path folder, byte[] content) {
    this.folder = folder;
    this.content = content;
    digest = new Sha256().add(content).text();
  }

  /** Writes the file. */
  static Sample write(Workplace place) throws IOException {
    var folder = Files.createDirectory(place.path("files"));
    var content = new byte[BYTES];
    new Random(SEED).nextBytes(content);
    Files.write(folder.resolve(NAME), content);
    return new Sample(folder, content);
  }

  Path folder() {
    return folder;
  }

  Path file() {
    return folder.resolve(NAME);
  }

  int size() {
    return content.length;
  }

  /** Its SHA-256. */
  String digest() {
    return digest;
  }

  /** The content in pieces, without a shorter one at the end. */
  List<ByteString> pieces() {
    return IntStream.range(0, content.length / PIECE_BYTES)
        .mapToObj(i -> UnsafeByteOperations.unsafeWrap(content, i * PIECE_BYTES, PIECE_BYTES))
        .toList();
  }
}
