package io.outrigger.docker;

import com.marcnuri.helm.Helm;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** The Helm chart, rendered by Helm itself. */
final class Charts {

  private static final Path CHART = Documents.DOCKER.resolve("helm").resolve("outrigger");

  private Charts() {}

  static Helm chart() {
    return new Helm(CHART);
  }

  /** The objects of a release that is called "shop". */
  static List<Map<?, ?>> render(Path values) {
    return Documents.parse(chart().template().withName("shop").withValuesFile(values).call());
  }
}
