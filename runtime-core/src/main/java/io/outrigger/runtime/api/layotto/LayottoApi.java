package io.outrigger.runtime.api.layotto;

import io.grpc.ServerServiceDefinition;
import io.grpc.ServiceDescriptor;
import io.outrigger.proto.layotto.v1.LifecycleGrpc;
import io.outrigger.proto.layotto.v1.RuntimeGrpc;
import io.outrigger.runtime.api.ServiceBinder;
import io.outrigger.runtime.component.Deadlines;
import io.outrigger.runtime.service.Services;
import io.outrigger.spi.DataSize;
import java.util.ArrayList;
import java.util.List;

/** The services of Layotto's API, put together from one class per building block. */
public final class LayottoApi {

  private final ServiceBinder runtime;
  private final ServiceBinder lifecycle;

  /** What all its services are called, and their methods. */
  public static List<ServiceDescriptor> descriptors() {
    return List.of(RuntimeGrpc.getServiceDescriptor(), LifecycleGrpc.getServiceDescriptor());
  }

  /** Binds what there is; the other methods answer UNIMPLEMENTED. */
  public LayottoApi(Services services, DataSize maxMessageSize, Deadlines deadlines) {
    runtime =
        new ServiceBinder(
            RuntimeGrpc.getServiceDescriptor(),
            BuildingBlocks::ofMethod,
            maxMessageSize,
            deadlines);
    lifecycle =
        new ServiceBinder(
            LifecycleGrpc.getServiceDescriptor(),
            BuildingBlocks::ofMethod,
            maxMessageSize,
            deadlines);
    new LayottoHelloApi(services.hello()).bindTo(runtime);
    new LayottoStateApi(services.state()).bindTo(runtime);
    new LayottoLockApi(services.lock()).bindTo(runtime);
    new LayottoSequencerApi(services.sequencer()).bindTo(runtime);
    new LayottoFileApi(services.file()).bindTo(runtime);
    new LayottoSecretApi(services.secret()).bindTo(runtime);
  }

  /** The services to be served. */
  public List<ServerServiceDefinition> services() {
    return List.of(runtime.build(), lifecycle.build());
  }

  /** The methods that answer UNIMPLEMENTED. */
  public List<String> unbound() {
    var methods = new ArrayList<>(runtime.unbound());
    methods.addAll(lifecycle.unbound());
    return methods;
  }
}
