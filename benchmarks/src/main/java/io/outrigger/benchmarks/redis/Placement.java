package io.outrigger.benchmarks.redis;

import java.util.List;

/** On which processors the load generator and the servers run. */
enum Placement {

  /** Wherever the kernel puts them, as users have it; the figures jump between the other two. */
  ANYWHERE("anywhere") {
    @Override
    List<Integer> client(List<Integer> processors) {
      return processors;
    }

    @Override
    List<Integer> servers(List<Integer> processors) {
      return processors;
    }
  },

  /** All on the first: no processor has to be woken. */
  TOGETHER("all on one processor") {
    @Override
    List<Integer> client(List<Integer> processors) {
      return List.of(processors.getFirst());
    }

    @Override
    List<Integer> servers(List<Integer> processors) {
      return client(processors);
    }
  },

  /**
   * The load generator on the first, all servers on the last: each call wakes a processor twice.
   */
  APART("client on one processor, servers on another") {
    @Override
    List<Integer> client(List<Integer> processors) {
      return List.of(processors.getFirst());
    }

    @Override
    List<Integer> servers(List<Integer> processors) {
      return List.of(processors.getLast());
    }
  };

  private final String text;

  Placement(String text) {
    this.text = text;
  }

  /** Where the load generator runs, of all these. */
  abstract List<Integer> client(List<Integer> processors);

  /** Where the servers run, of all these. */
  abstract List<Integer> servers(List<Integer> processors);

  @Override
  public String toString() {
    return text;
  }
}
