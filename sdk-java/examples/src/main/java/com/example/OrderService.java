package com.example;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.outrigger.client.Codec;
import io.outrigger.client.ErrorCode;
import io.outrigger.client.FileStore;
import io.outrigger.client.LockStore;
import io.outrigger.client.OutriggerClient;
import io.outrigger.client.OutriggerException;
import io.outrigger.client.Sequencer;
import io.outrigger.client.StateStore;
import io.outrigger.client.WriteOptions;
import java.io.ByteArrayInputStream;
import java.time.Duration;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * An order service: ids from a sequencer, orders and stock in a state store, the stock guarded by a
 * lock, receipts as files, signed with a secret.
 */
public final class OrderService {

  private final StateStore<Order> orders;
  private final StateStore<Integer> stock;
  private final LockStore locks;
  private final Sequencer ids;
  private final FileStore receipts;
  private final byte[] signingKey;

  public OrderService(OutriggerClient client) {
    orders = client.state("orders", Codec.json(Order.class));
    stock = client.state("orders", Codec.json(Integer.class));
    locks = client.locks("locks");
    ids = client.sequencer("ids");
    receipts = client.files("receipts");
    signingKey = client.secrets("secrets").get("signing-key").value().getBytes(UTF_8);
  }

  /** Puts goods into stock. */
  public void stock(String item, int count) {
    stock.save("stock-" + item, count);
  }

  /** How many of an item are in stock. */
  public int inStock(String item) {
    return stock.get("stock-" + item).map(entry -> entry.value()).orElse(0);
  }

  /** Places an order if there is enough in stock: the order and the new stock, or neither. */
  public Order place(String item, int count) {
    try (var lock = locks.lock("stock-" + item, Duration.ofSeconds(10))) {
      var left = inStock(item) - count;
      if (left < 0) {
        throw new IllegalStateException("not enough in stock: " + item);
      }
      var order = new Order(ids.next("orders"), item, count, "placed");
      if (!lock.isHeld()) {
        throw new IllegalStateException("the lock was lost");
      }
      orders
          .transaction()
          .save(key(order.id()), order)
          .save("stock-" + item, Codec.json(Integer.class), left, WriteOptions.DEFAULT)
          .commit();
      return order;
    }
  }

  /** Marks an order as paid, once, whoever else tries to; then writes its receipt. */
  public Order pay(long id) {
    var entry = orders.get(key(id)).orElseThrow();
    var paid = entry.value().paid();
    try {
      orders.save(key(id), paid, WriteOptions.DEFAULT.etag(entry.etag()));
    } catch (OutriggerException e) {
      if (e.code() == ErrorCode.ABORTED) {
        throw new IllegalStateException("somebody else has changed order " + id, e);
      }
      throw e;
    }
    var text = "order " + id + ": " + paid.count() + " " + paid.item() + ", paid\n";
    var receipt = (text + "signed: " + signature(text) + "\n").getBytes(UTF_8);
    receipts.put("receipt-" + id + ".txt", new ByteArrayInputStream(receipt));
    return paid;
  }

  private String signature(String text) {
    try {
      var mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(signingKey, "HmacSHA256"));
      return HexFormat.of().formatHex(mac.doFinal(text.getBytes(UTF_8)));
    } catch (java.security.GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String key(long id) {
    return "order-" + id;
  }
}
