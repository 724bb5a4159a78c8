package io.outrigger.qiniu;

import io.outrigger.objectstore.Checksum;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Set;

/**
 * Qiniu's hash of content (<a href="https://github.com/qiniu/qetag">qetag</a>), which is the etag
 * of a file: the SHA-1 of content up to 4 MiB, else the SHA-1 of the SHA-1s of its blocks of 4 MiB,
 * behind a byte that says which. It takes the same memory whatever the length. For one thread.
 */
final class ContentHash implements Checksum {

  /** How long a block is. */
  static final int BLOCK_BYTES = 4 << 20;

  private static final byte ONE_BLOCK = 0x16;
  private static final byte MANY_BLOCKS = (byte) 0x96;

  /** That of a file in parts of another size than that of a block. */
  private static final byte OTHER_PARTS = (byte) 0x9e;

  private static final int SHA1_BYTES = 20;

  private final MessageDigest block = sha1();
  private final MessageDigest blocks = sha1();
  private byte[] first = {};
  private int inBlock;

  @Override
  public void update(byte[] bytes, int offset, int length) {
    for (int done = 0; done < length; ) {
      if (inBlock == BLOCK_BYTES) {
        endBlock();
      }
      int count = Math.min(length - done, BLOCK_BYTES - inBlock);
      block.update(bytes, offset + done, count);
      inBlock += count;
      done += count;
    }
  }

  @Override
  public String value() {
    return encoded(digest());
  }

  /** The byte that says which it is, and the hash. */
  private byte[] digest() {
    if (first.length == 0) {
      return marked(ONE_BLOCK, block.digest());
    }
    endBlock();
    return marked(MANY_BLOCKS, blocks.digest());
  }

  private void endBlock() {
    var hash = block.digest();
    if (first.length == 0) {
      first = hash;
    }
    blocks.update(hash);
    inBlock = 0;
  }

  /** Whether an etag is such a hash of the content alone, so that the content can be checked. */
  static boolean isContentHash(String etag) {
    try {
      var bytes = Base64.getUrlDecoder().decode(etag);
      return bytes.length == SHA1_BYTES + 1 && (bytes[0] == ONE_BLOCK || bytes[0] == MANY_BLOCKS);
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  /**
   * What the hash of a file can be that is uploaded in parts: that of its content or, when they
   * have another size than a block, one that depends on the parts. For one thread.
   */
  static final class OfParts {

    private final boolean areBlocks;
    private final ContentHash content = new ContentHash();
    private final MessageDigest parts = sha1();

    /** That of a file in parts of {@code partBytes}; a file of one part is no such file. */
    OfParts(long partBytes) {
      areBlocks = partBytes == BLOCK_BYTES;
    }

    /** Takes the next part into account. */
    void update(byte[] bytes, int length) {
      content.update(bytes, 0, length);
      if (!areBlocks) {
        var part = new ContentHash();
        part.update(bytes, 0, length);
        parts.update(part.digest(), 1, SHA1_BYTES);
      }
    }

    /** The hashes that Qiniu may give the file; to be asked for once. */
    Set<String> values() {
      return areBlocks
          ? Set.of(content.value())
          : Set.of(content.value(), encoded(marked(OTHER_PARTS, parts.digest())));
    }
  }

  private static byte[] marked(byte mark, byte[] hash) {
    var marked = new byte[SHA1_BYTES + 1];
    marked[0] = mark;
    System.arraycopy(hash, 0, marked, 1, SHA1_BYTES);
    return marked;
  }

  private static String encoded(byte[] bytes) {
    return Base64.getUrlEncoder().encodeToString(bytes);
  }

  private static MessageDigest sha1() {
    try {
      return MessageDigest.getInstance("SHA-1");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-1", e);
    }
  }
}
