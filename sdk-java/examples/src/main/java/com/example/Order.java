package com.example;

/**
 * An order.
 *
 * @param status {@code placed} or {@code paid}
 */
public record Order(long id, String item, int count, String status) {

  /** The same order, paid. */
  public Order paid() {
    return new Order(id, item, count, "paid");
  }
}
