package io.outrigger.client;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * A file store. Names are whole names, {@code bucket/key} in most object stores. Thread-safe.
 *
 * <p>Every method fails with {@link OutriggerException}, and where a local file or stream is at
 * fault with {@link UncheckedIOException}. Content streams in pieces, so that memory does not grow
 * with a file; it has no time limit, but fails with {@link ErrorCode#DEADLINE_EXCEEDED} when
 * nothing moves for 60 s. Reads are repeated as {@link RetryPolicy} says, as long as nothing has
 * come of the content.
 */
public final class FileStore {

  private final AsyncFileStore async;

  FileStore(AsyncFileStore async) {
    this.async = async;
  }

  /** Writes a file of what a stream gives, as {@link #put(String, InputStream, FileOptions)}. */
  public void put(String name, InputStream content) {
    put(name, content, FileOptions.DEFAULT);
  }

  /**
   * Writes a file of what a stream gives, which is read to its end and not closed. The file is to
   * be seen when it is whole; after a failure there is nothing of it.
   *
   * @throws UncheckedIOException when the stream cannot be read
   */
  public void put(String name, InputStream content, FileOptions options) {
    async.put(name, content, options);
  }

  /** Writes a file of a local one. */
  public void put(String name, Path content) {
    put(name, content, FileOptions.DEFAULT);
  }

  /**
   * Writes a file of a local one.
   *
   * @throws UncheckedIOException when the local one cannot be read
   */
  public void put(String name, Path content, FileOptions options) {
    try (var stream = Files.newInputStream(content)) {
      put(name, stream, options);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Reads a file, as {@link #get(String, FileOptions)}. */
  public InputStream get(String name) {
    return get(name, FileOptions.DEFAULT);
  }

  /**
   * Reads a file, or a part of it. Waits for its first piece. The stream's methods throw {@link
   * IOException}, caused by an {@link OutriggerException}, when the transfer fails; close it to end
   * a transfer early. A reader who pauses for 60 s loses the stream.
   *
   * @throws OutriggerException with {@link ErrorCode#NOT_FOUND} when there is no such file
   */
  public InputStream get(String name, FileOptions options) {
    return new DownloadStream(async.get(name, options));
  }

  /** Reads a file into a local one, as {@link #get(String, Path, FileOptions)}. */
  public void get(String name, Path target) {
    get(name, target, FileOptions.DEFAULT);
  }

  /**
   * Reads a file into a local one, which is replaced when all of it has come and stays as it was
   * after a failure. On the way, it is a file of its own beside it, with a random name that ends
   * with {@code .part}.
   *
   * @throws UncheckedIOException when the local one cannot be written
   */
  public void get(String name, Path target, FileOptions options) {
    var part = target.resolveSibling(UUID.randomUUID() + ".part");
    try {
      try (var content = get(name, options)) {
        Files.copy(content, part);
        Files.move(part, target, StandardCopyOption.REPLACE_EXISTING);
      } finally {
        Files.deleteIfExists(part);
      }
    } catch (IOException e) {
      if (e.getCause() instanceof OutriggerException cause) {
        throw cause.seenHere();
      }
      throw new UncheckedIOException(e);
    }
  }

  /**
   * The files whose names begin with {@code prefix}, by name: the first page at once, each other
   * one as the stream comes to it, whose methods fail as those here.
   *
   * @param prefix of whole names; empty for all
   */
  public Stream<FileInfo> list(String prefix) {
    return async.pages(prefix).stream();
  }

  /**
   * What is known about a file.
   *
   * @throws OutriggerException with {@link ErrorCode#NOT_FOUND} when there is no such file
   */
  public FileInfo stat(String name) {
    return Await.result(async.stat(name));
  }

  /** Removes a file, if there is one. Never repeated. */
  public void delete(String name) {
    Await.result(async.delete(name));
  }
}
