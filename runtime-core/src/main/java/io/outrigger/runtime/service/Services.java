package io.outrigger.runtime.service;

import io.outrigger.runtime.component.Registry;
import io.outrigger.spi.DataSize;

/** All building blocks, as the facades use them. */
public record Services(
    HelloService hello,
    StateService state,
    LockService lock,
    SequencerService sequencer,
    FileService file,
    SecretService secret) {

  /** The building blocks over the instances of a registry, for an app, in messages up to a size. */
  public static Services over(Registry registry, String appId, DataSize maxMessageSize) {
    return new Services(
        new HelloService(registry),
        new StateService(registry, appId),
        new LockService(registry, appId),
        new SequencerService(registry, appId),
        new FileService(registry, maxMessageSize),
        new SecretService(registry));
  }
}
