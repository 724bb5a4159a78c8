/** Keeps files in HDFS. */
@NullMarked
package io.outrigger.hdfs;

import org.jspecify.annotations.NullMarked;
