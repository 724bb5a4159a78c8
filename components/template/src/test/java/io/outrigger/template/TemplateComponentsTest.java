package io.outrigger.template;

import static org.assertj.core.api.Assertions.assertThat;

import io.outrigger.spi.ComponentProvider;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class TemplateComponentsTest {

  @Test
  void its_types_are_listed() {
    assertThat(new TemplateComponents().components())
        .map(each -> each.kind() + " " + each.type())
        .containsExactly("state template");
  }

  @Test
  void to_list_its_types_takes_no_class_of_the_store_or_of_its_client() throws Exception {
    var loader = new NotingLoader();
    var type = loader.loadClass(TemplateComponents.class.getName());
    var provider = (ComponentProvider) type.getConstructor().newInstance();
    for (var descriptor : provider.components()) {
      assertThat(descriptor.settings().getRecordComponents()).isNotEmpty();
    }

    assertThat(loader.loaded)
        .containsExactlyInAnyOrder(
            TemplateComponents.class.getName(), TemplateSettings.class.getName());
  }

  /** Loads the classes of this module anew, and notes which. */
  private static final class NotingLoader extends ClassLoader {

    private static final String OURS = TemplateComponents.class.getPackageName() + '.';

    private final List<String> loaded = new ArrayList<>();

    NotingLoader() {
      super(TemplateComponents.class.getClassLoader());
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
      if (!name.startsWith(OURS)) {
        return super.loadClass(name, resolve);
      }
      var known = findLoadedClass(name);
      return known == null ? define(name) : known;
    }

    private Class<?> define(String name) throws ClassNotFoundException {
      loaded.add(name);
      try (var in = getParent().getResourceAsStream(name.replace('.', '/') + ".class")) {
        var bytes = in.readAllBytes();
        return defineClass(name, bytes, 0, bytes.length);
      } catch (IOException e) {
        throw new ClassNotFoundException(name, e);
      }
    }
  }
}
