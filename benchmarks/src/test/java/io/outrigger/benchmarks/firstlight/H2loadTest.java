package io.outrigger.benchmarks.firstlight;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class H2loadTest {

  @Test
  void when_it_is_missing_the_package_to_install_is_named(@TempDir Path empty) throws Exception {
    try (var place = new Workplace()) {
      assertThatThrownBy(() -> H2load.find(empty.toString(), place))
          .isInstanceOf(BenchmarkException.class)
          .hasMessage("h2load is not on PATH: install the Debian package nghttp2-client");
    }
  }
}
