package io.outrigger.it;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.platform.engine.discovery.ClassNameFilter.excludeClassNamePatterns;
import static org.junit.platform.engine.discovery.ClassNameFilter.includeClassNamePatterns;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectPackage;
import static org.junit.platform.launcher.TagFilter.excludeTags;

import java.io.PrintWriter;
import java.util.regex.Pattern;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;

/**
 * Runs the tests of this package in this Java, all but those of the class that is named, and the
 * soak, which says more of the sidecar than of Java.
 */
final class TestRun {

  private TestRun() {}

  /** Exits with 0 when every test has passed. */
  public static void main(String[] args) {
    var request =
        LauncherDiscoveryRequestBuilder.request()
            .selectors(selectPackage(TestRun.class.getPackageName()))
            .filters(
                includeClassNamePatterns(".*IT"),
                excludeClassNamePatterns(Pattern.quote(args[0])),
                excludeTags("soak-sdk"))
            .build();
    var summary = new SummaryGeneratingListener();
    LauncherFactory.create().execute(request, summary);
    var result = summary.getSummary();
    result.printFailuresTo(new PrintWriter(System.out, true, UTF_8), 40);
    System.out.printf(
        "Java %s: %d passed, %d failed%n",
        Runtime.version(), result.getTestsSucceededCount(), result.getTotalFailureCount());
    System.exit(result.getTotalFailureCount() == 0 ? 0 : 1);
  }
}
