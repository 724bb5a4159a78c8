package io.outrigger.runtime.component;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.outrigger.runtime.fake.FakeStateStore;
import io.outrigger.runtime.fake.Fakes;
import io.outrigger.spi.ComponentDescriptor;
import io.outrigger.spi.ComponentProvider;
import io.outrigger.spi.Kind.NoSettings;
import io.outrigger.spi.state.StateStore;
import java.util.List;
import org.junit.jupiter.api.Test;

final class ComponentCatalogTest {

  private static final ComponentDescriptor<?, ?> REDIS =
      ComponentDescriptor.of(
              StateStore.KIND, "redis", NoSettings.class, (s, c) -> new FakeStateStore())
          .withAliases("state.redis");

  @Test
  void a_type_is_found_by_its_name_and_its_aliases() {
    var catalog = ComponentCatalog.of(List.of(() -> List.of(REDIS)));

    assertThat(catalog.descriptor(StateStore.KIND, "redis")).hasValue(REDIS);
    assertThat(catalog.descriptor(StateStore.KIND, "state.redis")).hasValue(REDIS);
    assertThat(catalog.descriptor(StateStore.KIND, "rediss")).isEmpty();
  }

  @Test
  void kinds_and_types_are_listed_without_aliases() {
    var catalog =
        ComponentCatalog.of(List.of(Fakes.provider(new FakeStateStore()), () -> List.of(REDIS)));

    assertThat(catalog.kindNames()).containsExactly("hello", "state");
    assertThat(catalog.types(StateStore.KIND)).containsExactly("fake", "redis");
    assertThat(catalog.kind("state")).hasValue(StateStore.KIND);
    assertThat(catalog.kind("stat")).isEmpty();
  }

  @Test
  void a_type_that_two_jars_bring_is_refused_with_both_places() {
    ComponentProvider one = () -> List.of(REDIS);
    ComponentProvider other = () -> List.of(REDIS);

    assertThatThrownBy(() -> ComponentCatalog.of(List.of(one, other)))
        .isInstanceOf(CatalogException.class)
        .hasMessageMatching("type \"redis\" of kind state is installed twice: in .+ and in .+");
  }
}
