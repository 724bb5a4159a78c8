package io.outrigger.runtime.config;

import io.outrigger.runtime.json.Pointer;
import io.outrigger.runtime.json.Position;
import io.outrigger.spi.Kind;

/**
 * An instance that another one is to know: a member of {@code component_ref}.
 *
 * @param kind the kind of the instance
 * @param name its name
 * @param pointer where the config says so
 * @param position where that stands
 */
public record ComponentReference(Kind<?> kind, String name, Pointer pointer, Position position) {}
