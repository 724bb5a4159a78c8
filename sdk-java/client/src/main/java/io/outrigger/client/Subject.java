package io.outrigger.client;

import org.jspecify.annotations.Nullable;

/**
 * What a call is about, for whoever reads of its failure.
 *
 * @param store the instance; empty for the sidecar as a whole
 * @param key the key; null for several or none
 */
record Subject(String store, @Nullable String key) {

  /** The sidecar as a whole. */
  static final Subject SIDECAR = new Subject("", null);
}
