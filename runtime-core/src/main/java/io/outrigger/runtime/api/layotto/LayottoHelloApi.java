package io.outrigger.runtime.api.layotto;

import io.outrigger.proto.layotto.v1.RuntimeGrpc;
import io.outrigger.proto.layotto.v1.SayHelloRequest;
import io.outrigger.proto.layotto.v1.SayHelloResponse;
import io.outrigger.runtime.api.ServiceBinder;
import io.outrigger.runtime.service.HelloService;
import io.outrigger.spi.Call;
import java.util.concurrent.CompletionStage;

/** SayHello. */
final class LayottoHelloApi {

  private final HelloService service;

  LayottoHelloApi(HelloService service) {
    this.service = service;
  }

  void bindTo(ServiceBinder binder) {
    binder.unary(RuntimeGrpc.getSayHelloMethod(), this::sayHello);
  }

  private CompletionStage<SayHelloResponse> sayHello(Call call, SayHelloRequest request) {
    return service
        .greet(call, request.getServiceName(), request.getName())
        .thenApply(greeting -> response(greeting, request));
  }

  private static SayHelloResponse response(String greeting, SayHelloRequest request) {
    var response = SayHelloResponse.newBuilder().setHello(greeting);
    if (request.hasData()) {
      response.setData(request.getData());
    }
    return response.build();
  }
}
