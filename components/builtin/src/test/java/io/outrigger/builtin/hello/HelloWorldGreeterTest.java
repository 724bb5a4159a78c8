package io.outrigger.builtin.hello;

import static org.assertj.core.api.Assertions.assertThat;

import io.outrigger.spi.Call;
import io.outrigger.spi.Kind;
import io.outrigger.spi.hello.Greeter;
import io.outrigger.testkit.ComponentConformance;
import io.outrigger.testkit.Outcome;
import java.time.Duration;
import org.junit.jupiter.api.Test;

final class HelloWorldGreeterTest extends ComponentConformance<Greeter> {

  @Override
  protected Kind<Greeter> kind() {
    return Greeter.KIND;
  }

  @Override
  protected String type() {
    return "helloworld";
  }

  @Override
  protected Record settings() {
    return new HelloWorldSettings("ahoy");
  }

  @Test
  void a_name_follows_the_greeting_after_a_comma() {
    assertThat(greet("Ann")).isEqualTo("ahoy, Ann");
  }

  @Test
  void nobody_in_particular_gets_the_greeting_alone() {
    assertThat(greet("")).isEqualTo("ahoy");
  }

  private String greet(String name) {
    return Outcome.valueOf(() -> started().greet(Call.within(Duration.ofSeconds(10)), name));
  }
}
