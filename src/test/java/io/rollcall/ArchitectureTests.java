package io.rollcall;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.core.importer.ImportOption.OnlyIncludeTests;
import io.rollcall.architecture.ArchitectureRules;
import io.rollcall.architecture.Rule;
import io.rollcall.architecture.TestRules;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ArchitectureTests {
  private static final String BASE = "io.rollcall";

  private static final JavaClasses PROGRAM =
      new ClassFileImporter().withImportOption(new DoNotIncludeTests()).importPackages(BASE);

  private static final JavaClasses TESTS =
      new ClassFileImporter()
          .withImportOption(new OnlyIncludeTests())
          .withImportOption(location -> !location.contains("/architecture/violations/"))
          .importPackages(BASE);

  @ParameterizedTest(name = "{0}")
  @MethodSource
  void theProgramKeeps(Rule rule) {
    rule.rule().check(PROGRAM);
  }

  static Stream<Rule> theProgramKeeps() {
    return ArchitectureRules.all(BASE).stream();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource
  void theTestsKeep(Rule rule) {
    rule.rule().check(TESTS);
  }

  static Stream<Rule> theTestsKeep() {
    return TestRules.all().stream();
  }
}
