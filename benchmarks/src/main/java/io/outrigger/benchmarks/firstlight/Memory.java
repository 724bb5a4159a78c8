package io.outrigger.benchmarks.firstlight;

/** Resident memory of a server in MiB, after its first call and after the load. */
record Memory(double idle, double loaded) {}
