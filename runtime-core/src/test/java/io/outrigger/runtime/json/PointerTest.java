package io.outrigger.runtime.json;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class PointerTest {

  @Test
  void the_root_is_the_empty_text() {
    assertThat(Pointer.ROOT).hasToString("");
  }

  @Test
  void keys_and_indices_are_joined_by_slashes() {
    assertThat(Pointer.ROOT.child("servers").child(0).child("name")).hasToString("/servers/0/name");
  }

  @Test
  void tildes_and_slashes_in_keys_are_escaped() {
    assertThat(Pointer.ROOT.child("a/b~c~1")).hasToString("/a~1b~0c~01");
  }

  @Test
  void an_empty_key_is_kept() {
    assertThat(Pointer.ROOT.child("").child("a")).hasToString("//a");
  }
}
