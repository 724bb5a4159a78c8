/** The benchmark "files": files of 64 MiB in and out, beside nginx and a plain Hadoop client. */
@NullMarked
package io.outrigger.benchmarks.files;

import org.jspecify.annotations.NullMarked;
