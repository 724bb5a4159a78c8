package io.outrigger.runtime.telemetry.trace;

import static org.assertj.core.api.Assertions.assertThat;

import io.outrigger.spi.TraceContext;
import org.junit.jupiter.api.Test;

/** What becomes of the agent's spans where there is no agent, or where it records no trace. */
final class AgentTracerTest {

  @Test
  void without_the_agent_it_is_not_attached() {
    assertThat(AgentTracer.isAttached()).isFalse();
  }

  @Test
  void a_call_that_the_agent_does_not_know_has_no_spans_and_no_headers() {
    var call = new AgentTracer().entry("a.B/C", name -> null);
    call.handling();
    var exit = call.exit(Setup.GET);
    exit.end("OK", false);
    call.end("OK", false);

    assertThat(call.context()).isEqualTo(TraceContext.none());
    assertThat(exit.context()).isEqualTo(TraceContext.none());
    assertThat(exit.headers("p:1")).isEmpty();
  }
}
