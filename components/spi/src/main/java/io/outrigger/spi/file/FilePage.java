package io.outrigger.spi.file;

import java.util.List;

/**
 * A page of a list of files.
 *
 * @param files in the order of their names by code point, as that of their UTF-8 bytes
 * @param marker what to ask for the next page with; empty when this is the last one
 */
public record FilePage(List<FileFacts> files, String marker) {

  /** Copies the list. */
  public FilePage {
    files = List.copyOf(files);
  }

  /** True when there are more files. */
  public boolean isTruncated() {
    return !marker.isEmpty();
  }
}
