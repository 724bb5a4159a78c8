package io.outrigger.dist.release;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;

/**
 * Writes an archive in the format {@code ustar}: the same bytes for the same files, whoever makes
 * it. Everything belongs to root. Not thread-safe.
 */
final class TarWriter implements AutoCloseable {

  private static final int BLOCK = 512;
  private static final int NAME = 100;
  private static final int PREFIX = 155;
  private static final long LARGEST = (1L << 33) - 1;
  private static final char FILE = '0';
  private static final char LINK = '2';
  private static final char FOLDER = '5';

  private final OutputStream out;
  private final long seconds;

  TarWriter(OutputStream out, Instant time) {
    this.out = out;
    this.seconds = time.getEpochSecond();
  }

  /** Adds everything in a tree below the folder {@code prefix}, which is empty or ends in "/". */
  void addTree(String prefix, FileTree tree) throws IOException {
    for (var entry : tree.entries()) {
      add(prefix + tree.root().relativize(entry), entry);
    }
  }

  private void add(String name, Path entry) throws IOException {
    if (Files.isSymbolicLink(entry)) {
      out.write(header(name, LINK, 0777, 0, Files.readSymbolicLink(entry).toString()));
    } else if (Files.isDirectory(entry)) {
      out.write(header(name + "/", FOLDER, mode(entry), 0, ""));
    } else {
      var size = Files.size(entry);
      out.write(header(name, FILE, mode(entry), size, ""));
      Files.copy(entry, out);
      out.write(new byte[padding(size)]);
    }
  }

  /** Adds a file of these bytes that anyone may read. */
  void addFile(String name, byte[] content) throws IOException {
    out.write(header(name, FILE, 0644, content.length, ""));
    out.write(content);
    out.write(new byte[padding(content.length)]);
  }

  private static int mode(Path entry) throws IOException {
    return (int) Files.getAttribute(entry, "unix:mode") & 07777;
  }

  private static int padding(long size) {
    return (int) (-size & (BLOCK - 1));
  }

  private byte[] header(String name, char type, int mode, long size, String target) {
    var block = new byte[BLOCK];
    putName(block, name);
    putNumber(block, 100, 8, mode);
    putNumber(block, 108, 8, 0);
    putNumber(block, 116, 8, 0);
    putNumber(block, 124, 12, checked(name, size));
    putNumber(block, 136, 12, seconds);
    block[156] = (byte) type;
    put(block, 157, NAME, target);
    put(block, 257, 8, "ustar\u000000");
    put(block, 265, 32, "root");
    put(block, 297, 32, "root");
    putChecksum(block);
    return block;
  }

  private static long checked(String name, long size) {
    if (size > LARGEST) {
      throw new IllegalArgumentException(name + ": " + size + " bytes (expected: below 8 GiB)");
    }
    return size;
  }

  /** A name that is too long is parted at a "/". */
  private static void putName(byte[] block, String name) {
    if (name.getBytes(UTF_8).length <= NAME) {
      put(block, 0, NAME, name);
      return;
    }
    var slash = name.lastIndexOf('/', Math.min(PREFIX, name.length() - 2));
    if (slash <= 0) {
      throw new IllegalArgumentException(name + ": too long for an archive");
    }
    put(block, 345, PREFIX, name.substring(0, slash));
    put(block, 0, NAME, name.substring(slash + 1));
  }

  private static void put(byte[] block, int offset, int length, String text) {
    var bytes = text.getBytes(UTF_8);
    if (bytes.length > length) {
      throw new IllegalArgumentException(text + ": too long for an archive");
    }
    System.arraycopy(bytes, 0, block, offset, bytes.length);
  }

  private static void putNumber(byte[] block, int offset, int length, long value) {
    put(block, offset, length, ("%0" + (length - 1) + "o").formatted(value));
  }

  private static void putChecksum(byte[] block) {
    put(block, 148, 8, " ".repeat(8));
    var sum = 0;
    for (var each : block) {
      sum += each & 0xff;
    }
    put(block, 148, 8, "%06o\u0000 ".formatted(sum));
  }

  /** Ends the archive and closes the stream. */
  @Override
  public void close() throws IOException {
    try (out) {
      out.write(new byte[2 * BLOCK]);
    }
  }
}
