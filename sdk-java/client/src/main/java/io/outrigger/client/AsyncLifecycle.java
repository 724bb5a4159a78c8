package io.outrigger.client;

import io.outrigger.proto.layotto.v1.ApplyConfigurationResponse;
import io.outrigger.proto.layotto.v1.ComponentConfig;
import io.outrigger.proto.layotto.v1.DynamicConfiguration;
import io.outrigger.proto.layotto.v1.LifecycleGrpc;
import java.util.Map;
import java.util.concurrent.CompletionStage;

/**
 * Changes to the running sidecar, whose methods return at once: those of {@link Lifecycle}, which
 * says what they do.
 */
public final class AsyncLifecycle {

  private static final Operation<DynamicConfiguration, ApplyConfigurationResponse> APPLY =
      Operation.once(LifecycleGrpc.getApplyConfigurationMethod());

  private final Calls calls;

  AsyncLifecycle(Calls calls) {
    this.calls = calls;
  }

  /** As {@link Lifecycle#apply}. */
  public CompletionStage<Void> apply(String kind, String name, Map<String, String> settings) {
    var config = ComponentConfig.newBuilder().setKind(kind).setName(name).putAllMetadata(settings);
    var request = DynamicConfiguration.newBuilder().setComponentConfig(config).build();
    return calls.unary(APPLY, new Subject(name, null), request, Nothing.answer());
  }
}
