package io.outrigger.spi.file;

/**
 * Asks for a page of a list of files.
 *
 * @param prefix what the names begin with; empty for all
 * @param pageSize how many at most; 0 for as many as the store likes to give at once
 * @param marker the {@link FilePage#marker} of the page before; empty for the first page
 */
public record ListRequest(FileRequest prefix, int pageSize, String marker) {

  /** The first page, as long as the store likes. */
  public static ListRequest of(String prefix) {
    return new ListRequest(FileRequest.of(prefix), 0, "");
  }
}
