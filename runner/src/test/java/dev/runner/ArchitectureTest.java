package dev.runner;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static com.tngtech.archunit.library.plantuml.rules.PlantUmlArchCondition.Configuration.consideringOnlyDependenciesInDiagram;
import static com.tngtech.archunit.library.plantuml.rules.PlantUmlArchCondition.adhereToPlantUmlDiagram;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.domain.JavaPackage;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.syntax.ArchRuleDefinition;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The arrows of `docs/architecture.puml` and the habits that a machine can check.
class ArchitectureTest {
  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("dev.runner");

  /// More is a sign that a package has more than one reason to change.
  private static final int TYPES_A_PACKAGE = 20;

  @Test
  @DisplayName("the rules look at the whole program, not at an empty import")
  void importsEverything() {
    assertThat(CLASSES.size()).isGreaterThan(150);
  }

  @Test
  @DisplayName("packages import only what docs/architecture.puml allows")
  void followsDiagram() throws Exception {
    ArchRuleDefinition.classes()
        .should(
            adhereToPlantUmlDiagram(
                Path.of("..", "docs", "architecture.puml").toUri().toURL(),
                consideringOnlyDependenciesInDiagram()))
        .check(CLASSES);
  }

  @Test
  @DisplayName("every package stands in docs/architecture.puml")
  void diagramIsComplete() throws Exception {
    String diagram = java.nio.file.Files.readString(Path.of("..", "docs", "architecture.puml"));
    var missing = new TreeSet<String>();
    for (JavaClass type : CLASSES) {
      if (!diagram.contains("<<" + type.getPackageName() + ">>")) {
        missing.add(type.getPackageName());
      }
    }
    assertThat(missing).isEmpty();
  }

  @Test
  @DisplayName("every package has its line in docs/architecture.md")
  void isDescribed() throws Exception {
    String page = java.nio.file.Files.readString(Path.of("..", "docs", "architecture.md"));
    assertThat(packageNames())
        .filteredOn(name -> !name.equals("dev.runner"))
        .allSatisfy(
            name -> assertThat(page).contains("`" + name.substring("dev.runner.".length()) + "`"));
  }

  @Test
  @DisplayName("no two packages depend on each other, not even in a circle")
  void hasNoCycles() {
    slices().matching("dev.runner.(**)").should().beFreeOfCycles().check(CLASSES);
  }

  @ParameterizedTest(name = "{0} is imported by {1} only")
  @CsvSource({
    "org.eclipse.jetty.client.., dev.runner.http|dev.runner.output.otlp",
    "org.eclipse.jetty.server.., dev.runner.demo|dev.runner.control",
    "org.HdrHistogram.., dev.runner.metrics|dev.runner.output.hdr",
    "io.airlift.compress.., dev.runner.output.file|dev.runner.output.prometheus|dev.runner.compression",
    "picocli.., dev.runner.cli..",
    "com.fasterxml.jackson.., dev.runner.json",
  })
  void keepsVendorInOnePackage(String vendor, String home) {
    noClasses()
        .that()
        .resideOutsideOfPackages(home.split("\\|"))
        .should()
        .dependOnClassesThat()
        .resideInAPackage(vendor)
        .check(CLASSES);
  }

  @Test
  @DisplayName("GraalVM is known to script modules, the script host and virtual users only")
  void keepsGraal() {
    noClasses()
        .that()
        .resideOutsideOfPackages("dev.runner.js..", "dev.runner.script", "dev.runner.vu")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("org.graalvm..")
        .check(CLASSES);
  }

  @Test
  @DisplayName("only the command line touches the standard streams or ends the process")
  void keepsStreams() {
    noClasses()
        .that()
        .resideOutsideOfPackage("dev.runner.cli..")
        .should()
        .accessField(System.class, "out")
        .orShould()
        .accessField(System.class, "err")
        .orShould()
        .callMethod(System.class, "exit", int.class)
        .check(CLASSES);
  }

  @Test
  @DisplayName("time is read in package clock only")
  void keepsTime() {
    noClasses()
        .that()
        .resideOutsideOfPackage("dev.runner.clock")
        .should()
        .callMethod(System.class, "nanoTime")
        .orShould()
        .callMethod(System.class, "currentTimeMillis")
        .check(CLASSES);
  }

  @Test
  @DisplayName("no static field can change, so that two runs fit into one process")
  void hasNoMutableStatics() {
    noFields()
        .that()
        .areStatic()
        .and()
        .doNotHaveModifier(JavaModifier.SYNTHETIC)
        .should()
        .notBeFinal()
        .check(CLASSES);
  }

  @Test
  @DisplayName("every package is null-marked")
  void isNullMarked() {
    var unmarked = new TreeSet<String>();
    for (String name : packageNames()) {
      JavaPackage found = CLASSES.getPackage(name);
      if (!found.isAnnotatedWith(NullMarked.class)) {
        unmarked.add(name);
      }
    }
    assertThat(unmarked).isEmpty();
  }

  @Test
  @DisplayName("packages stay small and are not named after nothing")
  void hasSmallPackages() {
    var sizes = new TreeMap<String, Integer>();
    for (JavaClass type : CLASSES) {
      if (type.isTopLevelClass() && !type.getSimpleName().equals("package-info")) {
        sizes.merge(type.getPackageName(), 1, Integer::sum);
      }
    }
    assertThat(sizes)
        .allSatisfy((name, size) -> assertThat(size).as(name).isLessThanOrEqualTo(TYPES_A_PACKAGE));
    assertThat(sizes.keySet())
        .noneMatch(
            name ->
                List.of(
                        "util",
                        "common",
                        "core.base",
                        "misc",
                        "impl",
                        "internal",
                        "manager",
                        "helper")
                    .stream()
                    .anyMatch(word -> name.endsWith("." + word)));
  }

  private static Set<String> packageNames() {
    var names = new TreeSet<String>();
    for (JavaClass type : CLASSES) {
      names.add(type.getPackageName());
    }
    return names;
  }
}
