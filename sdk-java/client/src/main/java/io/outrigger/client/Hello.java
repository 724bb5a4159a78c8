package io.outrigger.client;

/** A greeter, which shows that the sidecar answers. Thread-safe. */
public final class Hello {

  private final AsyncHello async;

  Hello(AsyncHello async) {
    this.async = async;
  }

  /**
   * The greeting of the instance, followed by a comma and the name.
   *
   * @param whom who is to be greeted; empty for nobody in particular
   * @throws OutriggerException when it fails; repeated as {@link RetryPolicy} says
   */
  public String say(String whom) {
    return Await.result(async.say(whom));
  }
}
