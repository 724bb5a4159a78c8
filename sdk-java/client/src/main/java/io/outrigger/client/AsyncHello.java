package io.outrigger.client;

import io.outrigger.proto.layotto.v1.RuntimeGrpc;
import io.outrigger.proto.layotto.v1.SayHelloRequest;
import io.outrigger.proto.layotto.v1.SayHelloResponse;
import java.util.concurrent.CompletionStage;

/** A greeter, whose methods return at once: those of {@link Hello}, which says what they do. */
public final class AsyncHello {

  private static final Operation<SayHelloRequest, SayHelloResponse> SAY =
      Operation.repeatable(RuntimeGrpc.getSayHelloMethod());

  private final Calls calls;
  private final String name;

  AsyncHello(Calls calls, String name) {
    this.calls = calls;
    this.name = name;
  }

  /** As {@link Hello#say}. */
  public CompletionStage<String> say(String whom) {
    var request = SayHelloRequest.newBuilder().setServiceName(name).setName(whom).build();
    return calls.unary(
        SAY, new Subject(name, null), request, (response, headers) -> response.getHello());
  }
}
