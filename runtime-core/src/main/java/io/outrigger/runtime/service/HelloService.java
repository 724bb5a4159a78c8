package io.outrigger.runtime.service;

import io.outrigger.runtime.component.Registry;
import io.outrigger.spi.Call;
import io.outrigger.spi.hello.Greeter;
import java.util.concurrent.CompletionStage;

/** The building block "hello". */
public final class HelloService {

  private final Instances<Greeter> greeters;

  /** Serves the greeters of a registry. */
  public HelloService(Registry registry) {
    greeters = Instances.of("hello component", registry.of(Greeter.KIND), i -> i.component());
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
