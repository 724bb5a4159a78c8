package io.outrigger.benchmarks.measuring;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** What Linux tells about processes and the machine in {@code /proc}. */
public final class ProcFiles {

  /** The unit of processor time in {@code /proc} is a hundredth of a second on every platform. */
  public static final double TICKS_PER_SECOND = 100;

  private static final Path ROOT = Path.of("/proc");
  private static final int USER_TICKS = 11;

  private ProcFiles() {}

  /** Processor time of a process, in ticks. */
  public static long processTicks(long pid) throws IOException {
    return ticks(read(pid, "stat"), 2);
  }

  /** Processor time of a process and of its children that have ended, in ticks. */
  public static long familyTicks(long pid) throws IOException {
    return ticks(read(pid, "stat"), 4);
  }

  /** Processor time that was used or stolen on the whole machine, in ticks. */
  public static long machineTicks() throws IOException {
    return busyTicks(Files.readString(ROOT.resolve("stat")));
  }

  /** Memory of a process that is in use and not swapped out, in MiB. */
  public static double residentMib(long pid) throws IOException {
    return residentMib(read(pid, "status"));
  }

  /** The arguments that a process was started with, the program first. */
  public static List<String> command(long pid) throws IOException {
    return List.of(read(pid, "cmdline").split("\0", -1));
  }

  /** The environment that a process was started with, as {@code NAME=VALUE}. */
  public static List<String> environment(long pid) throws IOException {
    return List.of(read(pid, "environ").split("\0", -1));
  }

  /** The processors that a process may run on, by number. */
  public static List<Integer> processors(long pid) throws IOException {
    return processors(read(pid, "status"));
  }

  private static String read(long pid, String file) throws IOException {
    return Files.readString(ROOT.resolve(Long.toString(pid)).resolve(file));
  }

  /** Adds user time, system time, and those of children; the name may have spaces and brackets. */
  static long ticks(String stat, int count) {
    var fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
    return sum(Arrays.asList(fields).subList(USER_TICKS, USER_TICKS + count));
  }

  /** Adds user, nice, system, irq, softirq and steal; the rest is idle or counted twice. */
  static long busyTicks(String stat) {
    var fields = stat.lines().findFirst().orElseThrow().split(" +", -1);
    return sum(List.of(fields[1], fields[2], fields[3], fields[6], fields[7], fields[8]));
  }

  static double residentMib(String status) {
    var line = status.lines().filter(each -> each.startsWith("VmRSS:")).findFirst().orElseThrow();
    return Long.parseLong(line.replaceAll("[^0-9]", "")) / 1024.0;
  }

  static List<Integer> processors(String status) {
    var name = "Cpus_allowed_list:";
    var line = status.lines().filter(each -> each.startsWith(name)).findFirst().orElseThrow();
    return Stream.of(line.substring(name.length()).strip().split(",", -1))
        .flatMapToInt(ProcFiles::range)
        .boxed()
        .toList();
  }

  private static IntStream range(String text) {
    var ends = text.split("-", -1);
    return IntStream.rangeClosed(
        Integer.parseInt(ends[0]), Integer.parseInt(ends[ends.length - 1]));
  }

  private static long sum(List<String> numbers) {
    return numbers.stream().mapToLong(Long::parseLong).sum();
  }
}
