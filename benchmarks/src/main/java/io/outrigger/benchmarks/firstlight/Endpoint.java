package io.outrigger.benchmarks.firstlight;

import java.nio.file.Path;

/**
 * Where a server listens.
 *
 * @param port on the loopback interface
 * @param socket of the Unix domain
 */
record Endpoint(int port, Path socket) {}
