package io.outrigger.runtime.config;

import io.outrigger.runtime.json.Pointer;
import io.outrigger.runtime.json.Position;
import io.outrigger.spi.ComponentDescriptor;
import io.outrigger.spi.Kind;

/**
 * One declared instance of a component, its settings bound.
 *
 * @param kind the kind whose section declares it
 * @param name unique within its kind
 * @param descriptor the component type
 * @param settings of the class {@code descriptor.settings()}
 * @param kindSettings of the class {@code kind.settings()}
 * @param onStartFailure its own, or else the app's
 * @param pointer its declaration in the file
 * @param position where that declaration stands
 */
public record InstanceConfig(
    Kind<?> kind,
    String name,
    ComponentDescriptor<?, ?> descriptor,
    Record settings,
    Record kindSettings,
    OnStartFailure onStartFailure,
    Pointer pointer,
    Position position) {}
