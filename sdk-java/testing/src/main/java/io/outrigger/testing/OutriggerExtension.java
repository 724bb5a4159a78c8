package io.outrigger.testing;

import io.outrigger.client.OutriggerClient;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.platform.commons.support.AnnotationSupport;

/** Starts what {@link Outrigger} asks for and hands it out. */
final class OutriggerExtension implements BeforeAllCallback, ParameterResolver {

  private static final Namespace NAMESPACE = Namespace.create(OutriggerExtension.class);

  @Override
  public void beforeAll(ExtensionContext context) {
    System.setProperty("outrigger.endpoint", shared(context).sidecar().endpoint());
  }

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    var type = parameter.getParameter().getType();
    return type == OutriggerClient.class || type == OutriggerSidecar.class;
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
    var shared = shared(context);
    return parameter.getParameter().getType() == OutriggerClient.class
        ? shared.client()
        : shared.sidecar();
  }

  @SuppressWarnings("deprecation") // Its successor is not in JUnit 5.
  private static Shared shared(ExtensionContext context) {
    var config = TestConfig.of(annotation(context.getRequiredTestClass()));
    return Objects.requireNonNull(
        context
            .getRoot()
            .getStore(NAMESPACE)
            .getOrComputeIfAbsent(config, Shared::start, Shared.class));
  }

  private static Outrigger annotation(Class<?> test) {
    Class<?> type = test;
    while (type != null) {
      Optional<Outrigger> found = AnnotationSupport.findAnnotation(type, Outrigger.class);
      if (found.isPresent()) {
        return found.get();
      }
      type = type.getEnclosingClass();
    }
    throw new IllegalStateException(test.getName() + " has no @Outrigger");
  }

  /** A sidecar and the client that every test gets. */
  private record Shared(OutriggerSidecar sidecar, OutriggerClient client) implements AutoCloseable {

    static Shared start(TestConfig config) {
      var sidecar = OutriggerSidecar.start(config);
      System.out.println("outrigger: " + sidecar.greeting());
      return new Shared(sidecar, sidecar.newClient());
    }

    @Override
    public void close() {
      client.close();
      sidecar.close();
    }
  }
}
