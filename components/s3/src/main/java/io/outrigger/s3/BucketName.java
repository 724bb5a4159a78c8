package io.outrigger.s3;

import java.util.regex.Pattern;

/** Judges names of buckets, which callers give, too, when an instance has none of its own. */
final class BucketName {

  /** What a name of a bucket looks like, in words. */
  static final String FORM = "3 to 255 of a-z, A-Z, 0-9, dot, dash and underscore";

  /** As the oldest buckets of AWS and servers on a file system have them; no ARN, no path. */
  private static final Pattern NAME = Pattern.compile("[a-zA-Z0-9][a-zA-Z0-9._-]{2,254}");

  private BucketName() {}

  /** Whether a text can be the name of a bucket. */
  static boolean isOne(String text) {
    return NAME.matcher(text).matches() && !text.contains("..");
  }
}
