package io.outrigger.runtime;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.util.ServiceLoader;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** The rules of the architecture that the compiler cannot keep. */
final class ArchitectureTest {

  private static final String ROOT = "io.outrigger.runtime";

  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages(ROOT);

  @TestFactory
  Stream<DynamicTest> the_architecture_holds() {
    return Stream.of(
            slices()
                .matching(ROOT + ".(**)")
                .should()
                .beFreeOfCycles()
                .because("a cycle of packages is one package in disguise"),
            not(ROOT + ".service..", "io.grpc..", "com.google.protobuf..")
                .because("services are used by facades of several protocols"),
            not(ROOT + ".component..", "io.grpc..", "com.google.protobuf..")
                .because("components are used by services of no protocol"),
            not(ROOT + ".api.layotto..", ROOT + ".api.dapr..")
                .because("a facade never stands on another facade"),
            not(ROOT + ".api.dapr..", ROOT + ".api.layotto..")
                .because("a facade never stands on another facade"),
            onlyIn("tools.jackson..", ROOT + ".json..")
                .because("everybody else sees the tree with its places"),
            onlyIn("org.snakeyaml..", ROOT + ".json..")
                .because("YAML becomes the same tree as JSON"),
            onlyIn("io.netty..", ROOT + ".server..", ROOT + ".http..")
                .because("the rest of the code does not know how bytes travel"),
            onlyIn("io.micrometer..", ROOT + ".telemetry..")
                .because("meters are behind the SPI's own interface"),
            onlyIn("io.prometheus..", ROOT + ".telemetry..")
                .because("meters are behind the SPI's own interface"),
            onlyIn(
                    "org.apache.skywalking..|io.outrigger.proto.skywalking..|io.outrigger.proto.otlp..",
                    ROOT + ".telemetry..")
                .because("the rest of the code does not know who keeps traces"),
            onlyIn("ch.qos.logback..", ROOT + ".telemetry..")
                .because("the rest of the code logs through slf4j"),
            noClasses()
                .that()
                .doNotHaveFullyQualifiedName(ROOT + ".component.ComponentCatalog")
                .should()
                .dependOnClassesThat()
                .areAssignableTo(ServiceLoader.class)
                .because("only the catalog knows where components come from"),
            noClasses()
                .should()
                .callMethod(Thread.class, "sleep", long.class)
                .because("waiting is what deadlines are for"),
            methods()
                .should()
                .notHaveModifier(JavaModifier.SYNCHRONIZED)
                .because("a lock says what it guards"),
            fields()
                .that()
                .areStatic()
                .and()
                .areDeclaredInClassesThat(ours())
                .should()
                .beFinal()
                .because("mutable static state is shared by everything"))
        .map(rule -> DynamicTest.dynamicTest(rule.getDescription(), () -> check(rule)));
  }

  private static void check(ArchRule rule) {
    rule.allowEmptyShould(true).check(CLASSES);
  }

  private static ArchRule not(String user, String... used) {
    return noClasses()
        .that()
        .resideInAPackage(user)
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(used);
  }

  private static ArchRule onlyIn(String used, String... users) {
    return noClasses()
        .that()
        .resideOutsideOfPackages(users)
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(used.split("\\|", -1));
  }

  private static DescribedPredicate<JavaClass> ours() {
    return DescribedPredicate.describe(
        "are written by people", type -> !type.getName().contains("$SwitchMap"));
  }
}
