package io.outrigger.builtin.lock;

/** The settings of an {@link InMemoryLockStore}: none but those of every lock store. */
public record InMemoryLockSettings() {}
