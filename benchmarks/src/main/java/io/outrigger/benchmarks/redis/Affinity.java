package io.outrigger.benchmarks.redis;

import io.outrigger.benchmarks.measuring.BenchmarkException;
import io.outrigger.benchmarks.measuring.ProcFiles;
import io.outrigger.benchmarks.measuring.Programs;
import io.outrigger.benchmarks.measuring.Workplace;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/** Says on which processors processes run; what they start runs on the same. */
final class Affinity {

  private static final int ATTEMPTS = 5;

  private final Workplace place;
  private final Path taskset;
  private final List<Integer> processors;

  private Affinity(Workplace place, Path taskset, List<Integer> processors) {
    this.place = place;
    this.taskset = taskset;
    this.processors = List.copyOf(processors);
  }

  /** For the processors that this process may use now. */
  static Affinity find(Workplace place) throws IOException {
    var own = ProcFiles.processors(ProcessHandle.current().pid());
    return new Affinity(place, Programs.find("taskset", "util-linux"), own);
  }

  /** Has the load generator, which is this process, and the servers run where a placement says. */
  void apply(Placement placement, List<Long> servers) throws IOException, InterruptedException {
    pin(ProcessHandle.current().pid(), placement.client(processors));
    for (var server : servers) {
      pin(server, placement.servers(processors));
    }
  }

  /** Tries again, since a thread that ends just then makes the program fail. */
  private void pin(long pid, List<Integer> where) throws IOException, InterruptedException {
    var list = where.stream().map(String::valueOf).collect(Collectors.joining(","));
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      if (isPinned(pid, list)) {
        return;
      }
    }
    throw new BenchmarkException("process " + pid + " cannot be moved to processor " + list);
  }

  private boolean isPinned(long pid, String list) throws IOException, InterruptedException {
    var builder =
        new ProcessBuilder(taskset.toString(), "-a", "-p", "-c", list, Long.toString(pid));
    var process = place.start(builder, place.path("taskset"));
    var status = process.waitFor();
    place.end(process);
    return status == 0;
  }
}
