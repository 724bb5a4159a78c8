package io.outrigger.benchmarks.measuring;

import java.nio.file.Path;

/**
 * What a benchmark has to work with.
 *
 * @param setting when, on what and of what it measures, a line each
 */
public record Setup(Plan plan, Path distribution, Workplace place, H2load h2load, String setting) {}
