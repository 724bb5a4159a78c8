package io.outrigger.template;

import io.outrigger.spi.state.StateStore;
import io.outrigger.template.shelf.ShelfServer;
import io.outrigger.testkit.state.StateStoreConformance;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;

final class TemplateStateStoreConformanceTest extends StateStoreConformance {

  /** Goes by the clock of the tests, so that they need not wait until a value expires. */
  private final ShelfServer server = ShelfServer.start(0, "ann", "secret", context().clock());

  @AfterEach
  void stop() {
    server.close();
  }

  @Override
  protected String type() {
    return "template";
  }

  @Override
  protected Record settings() {
    return Settings.of(server.address(), "ann", "secret");
  }

  @Override
  protected Set<Class<? extends StateStore>> expectedAbilities() {
    return Set.of(StateStore.Bulk.class, StateStore.Transactional.class);
  }
}
