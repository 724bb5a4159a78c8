package io.outrigger.benchmarks.measuring;

import java.io.IOException;
import java.util.List;

/** Watches how much of the machine others use, from its making on. */
final class Noise {

  private final List<Running> processes;
  private final long startNanos = System.nanoTime();
  private final long startTicks;

  /**
   * Begins to watch.
   *
   * @param processes those of ours that run all the time; what is started and ends meanwhile counts
   *     as ours anyhow
   */
  Noise(List<? extends Running> processes) throws IOException {
    this.processes = List.copyOf(processes);
    startTicks = foreignTicks();
  }

  /** The processors that others have used on average. */
  double foreignCores() throws IOException {
    var seconds = (System.nanoTime() - startNanos) / 1e9;
    return Math.max(0, (foreignTicks() - startTicks) / ProcFiles.TICKS_PER_SECOND / seconds);
  }

  private long foreignTicks() throws IOException {
    var ours = ProcFiles.familyTicks(ProcessHandle.current().pid());
    for (var process : processes) {
      ours += ProcFiles.processTicks(process.pid());
    }
    return ProcFiles.machineTicks() - ours;
  }
}
