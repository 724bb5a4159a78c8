package io.outrigger.spi.state;

/** One step of a transaction. */
public sealed interface StateOperation permits SetRequest, DeleteRequest {

  /** The key with its prefix. */
  String key();

  /** When the operation may take place. */
  WriteOptions options();
}
