package io.outrigger.spi.file;

/**
 * The settings of a file store that speaks to one endpoint, of which an instance may have several:
 * its {@code metadata} is then an array of objects, each of which is bound to a record of its own
 * and makes a store of its own. A request chooses by {@link #KEY} in its metadata, which the store
 * itself does not see.
 */
public interface EndpointSettings {

  /** The key of the endpoint, in the config as in the metadata of a request. */
  String KEY = "endpoint";

  /** What a request names to choose this endpoint, as the config has it. */
  String endpoint();
}
