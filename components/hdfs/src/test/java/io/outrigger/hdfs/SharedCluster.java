package io.outrigger.hdfs;

import java.io.IOException;
import java.io.UncheckedIOException;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** One cluster for all tests of the module that leave it as it was; a parameter of their choice. */
final class SharedCluster implements BeforeAllCallback, ParameterResolver {

  private static final Namespace PLACE = Namespace.create(SharedCluster.class);

  @Override
  public void beforeAll(ExtensionContext context) {
    var _ = cluster(context);
  }

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return parameter.getParameter().getType() == MiniCluster.class;
  }

  @Override
  public MiniCluster resolveParameter(ParameterContext parameter, ExtensionContext context) {
    return cluster(context);
  }

  private static MiniCluster cluster(ExtensionContext context) {
    return context
        .getRoot()
        .getStore(PLACE)
        .computeIfAbsent("cluster", key -> started(), MiniCluster.class);
  }

  private static MiniCluster started() {
    try {
      return MiniCluster.start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
