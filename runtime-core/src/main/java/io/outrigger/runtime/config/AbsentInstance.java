package io.outrigger.runtime.config;

/**
 * A declared instance of a component type that is known but not installed, with which the sidecar
 * runs all the same: its calls answer UNIMPLEMENTED.
 *
 * @param declaration what it is called, and where it stands
 * @param type the component type that it asks for, as the config has it: with {@code ${NAME}} and
 *     not what the environment makes of that
 */
public record AbsentInstance(Declaration declaration, String type) {}
