package com.example;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.outrigger.client.OutriggerClient;
import io.outrigger.testing.Outrigger;
import java.util.List;
import org.junit.jupiter.api.Test;

@Outrigger(secrets = "planet=Saturn")
final class ExamplesTest {

  @Test
  void every_example_does_what_it_says(OutriggerClient client) {
    assertEquals("hello, you", Examples.hello(client, "hello"));
    assertEquals(2, Examples.state(client, "state"));
    assertTrue(Examples.locks(client, "locks"));
    assertEquals(List.of(1L, 2L, 3L), Examples.ids(client, "ids"));
    assertEquals("hello world", Examples.files(client, "files"));
    assertEquals("Saturn", Examples.secret(client, "secrets", "planet"));
    assertEquals("hello", Examples.async(client, "state").toCompletableFuture().join());
  }
}
