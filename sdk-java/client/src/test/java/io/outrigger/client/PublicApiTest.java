package io.outrigger.client;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What stands in the signatures that applications see. */
final class PublicApiTest {

  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("io.outrigger.client");

  /** What applications may see; Micrometer stands in one class for those who have it. */
  private static final List<String> VISIBLE =
      List.of("java.", "io.outrigger.client.", "io.micrometer.core.instrument.MeterRegistry");

  @Test
  void no_type_of_grpc_netty_or_protobuf_is_in_a_public_signature() {
    var hidden = publicTypes().flatMap(PublicApiTest::signatures).filter(type -> !isVisible(type));

    assertThat(publicTypes()).hasSizeGreaterThan(25);
    assertThat(hidden).isEmpty();
  }

  @Test
  void public_types_extend_nothing_that_applications_cannot_see() {
    var parents =
        publicTypes()
            .flatMap(type ->
                Stream.concat(
                    type.getAllRawSuperclasses().stream(), type.getAllRawInterfaces().stream()))
            .map(JavaClass::getName);

    assertThat(parents.filter(parent -> !isVisible(parent))).isEmpty();
  }

  @Test
  void the_rules_of_the_code_hold() {
    noClasses().should().callMethod(Thread.class, "sleep", long.class).check(CLASSES);
    methods().should().notHaveModifier(JavaModifier.SYNCHRONIZED).check(CLASSES);
    fields()
        .that()
        .areStatic()
        .and()
        .areDeclaredInClassesThat()
        .doNotHaveModifier(JavaModifier.SYNTHETIC)
        .should()
        .beFinal()
        .check(CLASSES);
  }

  private static Stream<JavaClass> publicTypes() {
    return CLASSES.stream().filter(type -> type.getModifiers().contains(JavaModifier.PUBLIC));
  }

  private static Stream<String> signatures(JavaClass type) {
    return type.getCodeUnits().stream()
        .filter(unit -> unit.getModifiers().contains(JavaModifier.PUBLIC))
        .filter(unit -> !unit.getModifiers().contains(JavaModifier.SYNTHETIC))
        .flatMap(PublicApiTest::types);
  }

  private static Stream<String> types(JavaCodeUnit unit) {
    return Stream.concat(unit.getParameterTypes().stream(), Stream.of(unit.getReturnType()))
        .flatMap(type -> type.getAllInvolvedRawTypes().stream())
        .map(type -> type.getBaseComponentType())
        .filter(type -> !type.isPrimitive())
        .map(JavaClass::getName)
        .filter(name -> !name.equals("void"));
  }

  private static boolean isVisible(String type) {
    return VISIBLE.stream().anyMatch(type::startsWith);
  }
}
