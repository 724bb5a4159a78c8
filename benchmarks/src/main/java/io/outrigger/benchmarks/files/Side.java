package io.outrigger.benchmarks.files;

import io.outrigger.benchmarks.measuring.ProcFiles;
import io.outrigger.benchmarks.measuring.Running;
import java.io.IOException;

/** A process and the files that it has to move. */
record Side(Running process, Load load) {

  /** Moves files for a while, and tells how fast it went and what it took. */
  Transfer measure(int seconds) throws IOException, InterruptedException {
    var before = ProcFiles.processTicks(process.pid());
    var tally = load.run(seconds);
    return Transfer.of(tally, ProcFiles.processTicks(process.pid()) - before);
  }

  /** Moves files for some seconds. */
  interface Load {

    Tally run(int seconds) throws IOException, InterruptedException;
  }
}
