package io.outrigger.builtin.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class PutOptionsTest {

  @ParameterizedTest
  @CsvSource({
    "420, rw-r--r--",
    "0420, rw-r--r--",
    "384, rw-------",
    "511, rwxrwxrwx",
    "0777, r----x--x", // As Layotto's samples have it: 777 is octal 1411.
    "0, ---------",
    "4294967295, rwxrwxrwx"
  })
  void the_mode_is_a_decimal_number_of_permission_bits(String mode, String permissions) {
    var options = PutOptions.of(Map.of("FileMode", mode));

    assertThat(options.permissions()).contains(PosixFilePermissions.fromString(permissions));
  }

  @ParameterizedTest
  @CsvSource({
    "1, false, false, false",
    "2, false, false, false",
    "65, true, false, false",
    "66, true, false, false",
    "577, true, false, false",
    "193, true, true, false",
    "129, false, false, false",
    "1025, false, false, true",
    "1089, true, false, true"
  })
  void the_flag_is_a_decimal_number_of_open_bits(
      String flag, boolean create, boolean exclusive, boolean append) {
    var options = PutOptions.of(Map.of("FileFlag", flag));

    assertThat(new boolean[] {options.create(), options.exclusive(), options.append()})
        .containsExactly(create, exclusive, append);
  }

  @Test
  void without_metadata_a_put_creates_or_replaces() {
    assertThat(PutOptions.of(Map.of()).create()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "rw", "0x1ff", "-1", "4294967296", "1.0", " 1"})
  void a_mode_that_is_no_number_is_refused(String mode) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> PutOptions.of(Map.of("FileMode", mode)))
        .withMessage("FileMode: \"" + mode + "\" (expected: a decimal number of 32 bits)");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "O_CREAT", "-1"})
  void a_flag_that_is_no_number_is_refused(String flag) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> PutOptions.of(Map.of("FileFlag", flag)))
        .withMessageStartingWith("FileFlag: \"");
  }
}
