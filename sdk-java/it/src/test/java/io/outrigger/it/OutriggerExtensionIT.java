package io.outrigger.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.outrigger.client.OutriggerClient;
import io.outrigger.testing.Outrigger;
import io.outrigger.testing.OutriggerSidecar;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** What the extension hands out. */
@Outrigger(config = "greeting.json")
final class OutriggerExtensionIT {

  private final OutriggerSidecar first;

  OutriggerExtensionIT(OutriggerSidecar sidecar) {
    first = sidecar;
  }

  @Test
  void a_config_of_ones_own_counts(OutriggerClient client) {
    assertThat(client.hello("greeter").say("you")).isEqualTo("good day, you");
    assertThat(first.greeting()).contains("listens on").contains("started in");
    assertThat(first.log()).contains("event=");
  }

  @Test
  void a_sidecar_that_does_not_start_says_why() {
    assertThatIllegalStateException()
        .isThrownBy(() -> OutriggerSidecar.start("{\"wrong\": 1}"))
        .withMessageContaining("wrong");
  }

  /** A class that has the sidecar of the one around it. */
  @Nested
  final class Inside {

    @Test
    void nested_classes_and_every_test_share_one_sidecar(OutriggerSidecar sidecar) {
      assertThat(sidecar).isSameAs(first);
    }
  }
}
