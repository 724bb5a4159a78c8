package io.outrigger.hdfs;

import java.util.Arrays;
import java.util.Comparator;

/** The order in which the source of a NameNode has the names of a directory. */
enum SignedBytes implements Comparator<byte[]> {
  ORDER;

  @Override
  public int compare(byte[] left, byte[] right) {
    return Arrays.compare(left, right);
  }
}
