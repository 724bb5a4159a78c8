package io.outrigger.spi.file;

/**
 * Asks for a file or a part of it.
 *
 * @param file which file
 * @param range which part
 */
public record ReadRequest(FileRequest file, ByteRange range) {

  /** The whole file. */
  public static ReadRequest of(String name) {
    return new ReadRequest(FileRequest.of(name), ByteRange.all());
  }

  /** A part of a file. */
  public static ReadRequest of(String name, ByteRange range) {
    return new ReadRequest(FileRequest.of(name), range);
  }
}
