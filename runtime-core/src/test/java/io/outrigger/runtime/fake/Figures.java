package io.outrigger.runtime.fake;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** What a page of Prometheus's text format says: its samples, and what each name is. */
public record Figures(Map<String, Double> samples, Map<String, String> types) {

  private static final Pattern SAMPLE = Pattern.compile("([a-z_0-9]+(?:\\{[^}]*})?) (\\S+)");
  private static final Pattern TYPE = Pattern.compile("# TYPE ([a-z_0-9]+) ([a-z]+)");

  /** Reads a page; one that holds a line of no known form, or a sample twice, is a failure. */
  public static Figures of(String page) {
    var figures = new Figures(new LinkedHashMap<>(), new LinkedHashMap<>());
    page.lines().filter(line -> !line.startsWith("# HELP")).forEach(figures::add);
    return figures;
  }

  private void add(String line) {
    var type = TYPE.matcher(line);
    var sample = SAMPLE.matcher(line);
    if (type.matches()) {
      assertThat(types.put(type.group(1), type.group(2))).as(line).isNull();
    } else {
      assertThat(sample.matches()).as(line).isTrue();
      var value = Double.valueOf(sample.group(2).replace("+Inf", "Infinity"));
      assertThat(samples.put(sample.group(1), value)).as(line).isNull();
    }
  }

  /** The sum of the samples of a name that have all of these labels, each as {@code name="x"}. */
  public double sum(String name, String... labels) {
    return with(name, labels).values().stream().mapToDouble(value -> value).sum();
  }

  /** The samples of a name that have all of these labels. */
  public Map<String, Double> with(String name, String... labels) {
    return samples.entrySet().stream()
        .filter(sample -> sample.getKey().replaceFirst("\\{.*", "").equals(name))
        .filter(sample -> Arrays.stream(labels).allMatch(sample.getKey()::contains))
        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
  }
}
