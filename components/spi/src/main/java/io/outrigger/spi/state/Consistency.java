package io.outrigger.spi.state;

/** How current a read must be, and how far a write must have spread before it counts as done. */
public enum Consistency {
  /** As the store likes. */
  UNSPECIFIED,
  /** A read may be old; a write may be lost with the node that took it. */
  EVENTUAL,
  /**
   * A read sees every acknowledged write; a write is on more than one node where there are more.
   */
  STRONG
}
