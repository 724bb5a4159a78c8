package io.outrigger.runtime.service;

import io.outrigger.runtime.component.Instance;
import io.outrigger.runtime.component.Registry;
import io.outrigger.spi.Call;
import io.outrigger.spi.hello.Greeter;
import java.util.concurrent.CompletionStage;

/** The building block "hello". */
public final class HelloService {

  private static final Instances.Words WORDS =
      new Instances.Words("no instance found", "no instance found: %s");

  private final Instances<Greeter> greeters;

  /** Serves the greeters of a registry. */
  public HelloService(Registry registry) {
    greeters = Instances.of(WORDS, registry, Greeter.KIND, Instance::component);
  }

  /**
   * Has the greeter {@code instance} greet {@code name}.
   *
   * @throws ServiceException when there is no such greeter
   */
  public CompletionStage<String> greet(Call call, String instance, String name) {
    return greeters.get(instance).greet(call, name);
  }
}
