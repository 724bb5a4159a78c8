package com.example;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.outrigger.client.OutriggerClient;
import io.outrigger.testing.Outrigger;
import java.io.IOException;
import java.util.HashSet;
import java.util.Collections;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

@Outrigger(state = "orders", files = "receipts", secrets = "signing-key=s3cret")
final class OrderServiceTest {

  @Test
  void no_more_is_sold_than_is_there(OutriggerClient client) {
    var service = new OrderService(client);
    service.stock("moon", 10);
    var ids = Collections.synchronizedSet(new HashSet<Long>());
    IntStream.range(0, 5).parallel().forEach(i -> ids.add(service.place("moon", 2).id()));

    assertEquals(5, ids.size());
    assertEquals(0, service.inStock("moon"));
    assertThrows(IllegalStateException.class, () -> service.place("moon", 1));
  }

  @Test
  void a_paid_order_has_a_signed_receipt(OutriggerClient client) throws IOException {
    var service = new OrderService(client);
    service.stock("star", 1);
    var paid = service.pay(service.place("star", 1).id());

    assertEquals("paid", paid.status());
    try (var receipt = client.files("receipts").get("receipt-" + paid.id() + ".txt")) {
      var text = new String(receipt.readAllBytes());
      assertTrue(text.startsWith("order " + paid.id() + ": 1 star, paid\nsigned: "), text);
    }
  }
}
