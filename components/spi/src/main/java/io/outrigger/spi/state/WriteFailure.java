package io.outrigger.spi.state;

import io.outrigger.spi.ComponentException;

/**
 * A write of many that did not take place.
 *
 * @param key the key with its prefix
 * @param failure why
 */
public record WriteFailure(String key, ComponentException failure) {}
