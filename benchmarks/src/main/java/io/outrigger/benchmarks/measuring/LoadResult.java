package io.outrigger.benchmarks.measuring;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What h2load reports of a run.
 *
 * @param done requests that were answered, rightly or not
 * @param succeeded requests answered with an HTTP status from 200 to 399; gRPC errors are among
 *     them
 * @param http200 requests answered with an HTTP status from 200 to 299
 * @param broken requests that failed, broke off or took too long
 * @param dataBytes payload of all DATA frames
 */
public record LoadResult(
    double callsPerSecond, long done, long succeeded, long http200, long broken, long dataBytes) {

  private static final Pattern FINISHED = Pattern.compile("finished in [^,]+, ([0-9.]+) req/s");
  private static final Pattern REQUESTS =
      Pattern.compile(
          "requests: .*, (\\d+) done, (\\d+) succeeded, (\\d+) failed, (\\d+) errored, (\\d+) time");
  private static final Pattern STATUS = Pattern.compile("status codes: (\\d+) 2xx");
  private static final Pattern TRAFFIC = Pattern.compile("traffic: .*\\((\\d+)\\) data");

  /**
   * Reads the output of h2load.
   *
   * @throws BenchmarkException when something is missing
   */
  static LoadResult parse(String output) {
    var requests = find(REQUESTS, output);
    return new LoadResult(
        Double.parseDouble(find(FINISHED, output).group(1)),
        number(requests, 1),
        number(requests, 2),
        number(find(STATUS, output), 1),
        number(requests, 3) + number(requests, 4) + number(requests, 5),
        number(find(TRAFFIC, output), 1));
  }

  private static Matcher find(Pattern pattern, String output) {
    var matcher = pattern.matcher(output);
    if (!matcher.find()) {
      var said = output.strip().lines().reduce((first, last) -> last).orElse("nothing");
      throw new BenchmarkException("h2load did not say \"%s\": %s".formatted(pattern, said));
    }
    return matcher;
  }

  private static long number(Matcher matcher, int group) {
    return Long.parseLong(matcher.group(group));
  }

  /**
   * Checks that every answer was right, as far as its size tells: a gRPC error has no DATA.
   *
   * @param answerBytes DATA of a right answer
   * @param inFlight how many answers may have arrived in part when the time was over
   * @throws BenchmarkException when one was not
   */
  void requireRight(int answerBytes, int inFlight) {
    var begun = http200 - done; // The status of a long answer comes long before its end.
    if (done == 0 || broken > 0 || succeeded != done || begun < 0 || begun > inFlight) {
      throw new BenchmarkException("not every request was answered with HTTP status 200: " + this);
    }
    var expected = done * answerBytes;
    if (dataBytes < expected || dataBytes > expected + (long) inFlight * answerBytes) {
      throw new BenchmarkException(
          "wrong answers: %d bytes of DATA in %d answers (expected: %d)"
              .formatted(dataBytes, done, expected));
    }
  }
}
