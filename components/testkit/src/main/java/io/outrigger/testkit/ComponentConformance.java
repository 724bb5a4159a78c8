package io.outrigger.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.outrigger.spi.Component;
import io.outrigger.spi.ComponentDescriptor;
import io.outrigger.spi.ComponentProvider;
import io.outrigger.spi.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.ServiceLoader;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * What every component has to do, whatever its kind: the suite of a kind extends it.
 *
 * <p>A component is taken the way the runtime takes it: its provider is looked up by {@link
 * ServiceLoader}, and the factory of its descriptor makes it from {@link #settings}.
 *
 * @param <C> the contract of the kind
 */
public abstract class ComponentConformance<C extends Component> {

  private static final Pattern TYPE = Pattern.compile("[a-z][a-z0-9]*([-_.][a-z0-9]+)*");
  private static final Pattern ALIAS = Pattern.compile("[A-Za-z][A-Za-z0-9]*([-_.][A-Za-z0-9]+)*");

  private final TestContext context = new TestContext();
  private final List<Component> created = new ArrayList<>();

  /** The kind. */
  protected abstract Kind<C> kind();

  /** The type that the provider lists. */
  protected abstract String type();

  /** The settings of the instances under test: an instance of the descriptor's record. */
  protected abstract Record settings();

  /** The context of the instances under test. */
  protected final TestContext context() {
    return context;
  }

  /** A new instance that has not been started; it is closed after the test. */
  protected final C create() {
    var component = kind().type().cast(create(descriptor()));
    created.add(component);
    return component;
  }

  private <S extends Record> Component create(ComponentDescriptor<?, S> descriptor) {
    return descriptor.factory().create(descriptor.settings().cast(settings()), context);
  }

  /** A new instance that has been started; it is closed after the test. */
  protected final C started() {
    var component = create();
    Outcome.done(component::start);
    return component;
  }

  /** The descriptor under which the provider lists the type. */
  protected final ComponentDescriptor<?, ?> descriptor() {
    return ServiceLoader.load(ComponentProvider.class).stream()
        .flatMap(provider -> provider.get().components().stream())
        .filter(descriptor -> descriptor.kind().equals(kind()))
        .filter(descriptor -> descriptor.type().equals(type()))
        .reduce(ComponentConformance::refuseSecond)
        .orElseThrow(() ->
            new AssertionError(
                "no provider lists type \"%s\" of kind %s".formatted(type(), kind())));
  }

  private static ComponentDescriptor<?, ?> refuseSecond(
      ComponentDescriptor<?, ?> first, ComponentDescriptor<?, ?> second) {
    throw new AssertionError("two descriptors of one type: " + first + " and " + second);
  }

  /** Closes what the test has made. */
  @AfterEach
  final void closeAll() {
    for (var component : created.reversed()) {
      Outcome.done(component::close);
    }
    context.close();
  }

  @Test
  void a_provider_lists_it_under_its_kind_and_type() {
    assertThat(create()).isInstanceOf(kind().type());
  }

  @Test
  void its_type_is_made_of_lower_case_words() {
    assertThat(descriptor().type()).matches(TYPE);
  }

  @Test
  void its_aliases_are_words_other_than_the_type() {
    // Not all in lower case, since upstream's own names are among them: "aliOSS".
    assertThat(descriptor().aliases())
        .allSatisfy(alias -> assertThat(alias).matches(ALIAS))
        .doesNotContain(type());
  }

  @Test
  void its_settings_are_all_documented() {
    assertThat(UndocumentedSettings.of(descriptor().settings())).isEmpty();
  }

  @Test
  void it_is_up_once_it_has_started() {
    var component = started();

    assertThat(Outcome.valueOf(component::health).isUp()).isTrue();
  }

  @Test
  void it_can_be_closed_before_it_is_started() {
    var component = create();

    assertThat(Outcome.of(component::close).succeeded()).isTrue();
  }

  @Test
  void it_can_be_closed_twice() {
    var component = started();
    Outcome.done(component::close);

    assertThat(Outcome.of(component::close).succeeded()).isTrue();
  }

  @Test
  void it_can_be_closed_twice_without_a_start() {
    var component = create();
    Outcome.done(component::close);

    assertThat(Outcome.of(component::close).succeeded()).isTrue();
  }

  @Test
  void two_instances_live_side_by_side() {
    var first = started();
    Outcome.done(started()::close);

    assertThat(Outcome.valueOf(first::health).isUp()).isTrue();
  }
}
