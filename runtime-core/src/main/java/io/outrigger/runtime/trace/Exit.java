package io.outrigger.runtime.trace;

/**
 * What is done by another system; made once for each operation of each instance.
 *
 * @param operation such as {@code state.get}
 * @param instance the instance's name in the config
 * @param type the component type, such as {@code redis}
 * @param peer the address of the backend as {@code host:port}; empty when the work stays in this
 *     process or on this host
 */
public record Exit(String operation, String instance, String type, String peer) {}
