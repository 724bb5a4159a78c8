package io.outrigger.benchmarks.files;

/** How many bytes went through, and in what time. */
record Tally(long bytes, double seconds) {}
