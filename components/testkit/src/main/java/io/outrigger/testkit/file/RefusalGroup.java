package io.outrigger.testkit.file;

import static org.assertj.core.api.Assertions.assertThat;

import io.outrigger.spi.ErrorCode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Names that lead out of where the files are. */
abstract class RefusalGroup extends FileGroup {

  RefusalGroup(FileStoreConformance suite) {
    super(suite);
  }

  @ParameterizedTest
  @ValueSource(strings = {"..", "../a", "a/../b", "a/..", "../../../../etc/passwd"})
  void a_way_up_is_no_name_to_put(String name) {
    assertThat(files().putRefusal(name)).isEqualTo(ErrorCode.INVALID_ARGUMENT);
  }

  @ParameterizedTest
  @ValueSource(strings = {"..", "../a", "a/../b", "a/..", "../../../../etc/passwd"})
  void a_way_up_is_no_name_to_open(String name) {
    assertThat(files().openRefusal(name)).isEqualTo(ErrorCode.INVALID_ARGUMENT);
  }

  @ParameterizedTest
  @ValueSource(strings = {"..", "../a", "a/../b", "a/..", "../../../../etc/passwd"})
  void a_way_up_is_no_name_to_delete(String name) {
    assertThat(files().deleteRefusal(name)).isEqualTo(ErrorCode.INVALID_ARGUMENT);
  }

  @ParameterizedTest
  @ValueSource(strings = {"..", "../a", "a/../b", "a/..", "../../../../etc/passwd"})
  void a_way_up_has_no_facts(String name) {
    assertThat(files().statRefusal(name)).isEqualTo(ErrorCode.INVALID_ARGUMENT);
  }

  @ParameterizedTest
  @ValueSource(strings = {"..", "../", "../a", "a/../b", "../../../../etc/"})
  void a_way_up_is_no_prefix(String prefix) {
    assertThat(files().listRefusal(prefix)).isEqualTo(ErrorCode.INVALID_ARGUMENT);
  }
}
