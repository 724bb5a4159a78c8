package io.outrigger.qiniu;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class LinkTest {

  @ParameterizedTest
  @CsvSource({
    "a/b-c_d.e~f, a/b-c_d.e~f",
    "' a b ', %20a%20b%20",
    "文件, %E6%96%87%E4%BB%B6",
    "🛶, %F0%9F%9B%B6",
    "a%2Fb, a%252Fb",
    "a+b?c=d&e#f, a%2Bb%3Fc%3Dd%26e%23f",
    "a//b, a//b",
    "'\"<>[]{}|^`', %22%3C%3E%5B%5D%7B%7D%7C%5E%60",
    "a\\b, a%5Cb",
    "!*()';:@$, %21%2A%28%29%27%3B%3A%40%24"
  })
  void a_name_stands_in_a_path_so_that_it_comes_back(String name, String path) {
    assertThat(Link.path(name)).isEqualTo(path);
  }
}
