package io.outrigger.builtin;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class BuiltinComponentsTest {

  @Test
  void every_type_is_listed_once() {
    var types =
        new BuiltinComponents()
            .components().stream().map(each -> each.kind() + " " + each.type()).toList();

    assertThat(types)
        .containsExactlyInAnyOrder(
            "hello helloworld",
            "file local",
            "state in-memory",
            "lock in-memory",
            "sequencer in-memory",
            "secret local.file",
            "secret local.env");
  }
}
