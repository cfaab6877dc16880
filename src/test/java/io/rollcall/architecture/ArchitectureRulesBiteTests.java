package io.rollcall.architecture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption.OnlyIncludeTests;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.modulith.core.ApplicationModules;
import org.springframework.modulith.core.Violations;

/** Each rule finds what breaks it in the tree of violations, and nothing else there. */
class ArchitectureRulesBiteTests {
  private static final String VIOLATIONS = "io.rollcall.architecture.violations";
  private static final JavaClasses VIOLATING = new ClassFileImporter().importPackages(VIOLATIONS);

  /**
   * @param findings each stands in a line of the rule's report, and each line has one of them
   */
  record Bite(String rule, List<String> findings) {

    @Override
    public String toString() {
      return rule;
    }
  }

  private static Bite bites(String rule, String... findings) {
    return new Bite(rule, List.of(findings));
  }

  static Stream<Bite> bites() {
    return Stream.of(
        bites("beans show what they are", "bare(", "bareWriter()", "bareProcessor()"),
        bites(
            "one place ends the process",
            "EndsProcess.exit()",
            "EndsProcess.halt()",
            "EndsProcess.byReference()"),
        bites("only commands print", "Prints.out()", "Prints.err()"),
        bites("nobody prints a stack", "PrintsStack.print("),
        bites(
            "time comes in by constructor",
            "ReadsSystemTime.instant()",
            "ReadsSystemTime.localDate()",
            "ReadsSystemTime.localDateInZone(",
            "ReadsSystemTime.millis()",
            "ReadsSystemTime.date()",
            "ReadsSystemTime.ownClock()",
            "ReadsSystemTime.byReference()"),
        bites("no field injection", "InjectsFields.autowired", "InjectsFields.value"),
        bites(
            "every package says where it stands",
            "unmarked has no package-info with @NullMarked",
            "unmarked has no package-info with @ApplicationModule"),
        bites("pure rooms know no SQL", "KnowsSql", "KnowsJdbcClient"),
        bites("adapters know no job", "KnowsJob"),
        bites("workbooks are made by report", "MakesWorkbook"),
        bites("Jackson 3 only", "UsesJackson2"),
        bites("no chunk listeners", "ListensToChunks"),
        bites(
            "no fault-tolerant steps",
            "BuildsFaultTolerantStep.retry(",
            "BuildsFaultTolerantStep.oldWay("),
        bites("no incrementers", "SetsIncrementer"),
        bites("no declared transactions", "DeclaresTransaction"),
        bites("nobody uses cli", "plan.UsesCli"),
        bites("only demo uses sandbox", "plan.UsesSandbox"),
        bites(
            "rooms use what lies below them",
            "kernel.UsesExchange",
            "contacts.UsesOtherFamily",
            "plan.UsesCli",
            "plan.UsesSandbox"),
        bites("rooms form no cycle", "kernel.UsesExchange"),
        bites(
            "names say what a thing does",
            "AbstractThing",
            "ThingUtil>",
            "ThingUtils",
            "ThingHelper",
            "ThingManager",
            "ThingImpl"),
        bites("tests do not sleep", "sleeps()"),
        bites("tests use real parts", "mocks()"),
        bites("no test is skipped", "isSkipped()", "isSkippedHere()", "assumes()", "assumesToo()"));
  }

  private static Stream<Rule> rules() {
    return Stream.concat(ArchitectureRules.all(VIOLATIONS).stream(), TestRules.all().stream());
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("bites")
  void findsWhatBreaksItAndNothingElse(Bite bite) {
    Rule rule = rules().filter(r -> r.name().equals(bite.rule())).findFirst().orElseThrow();

    List<String> report = rule.rule().evaluate(VIOLATING).getFailureReport().getDetails();

    assertThat(bite.findings())
        .allSatisfy(finding -> assertThat(report).anyMatch(line -> line.contains(finding)));
    assertThat(report).allSatisfy(line -> assertThat(bite.findings()).anyMatch(line::contains));
  }

  @Test
  void noRuleGoesWithoutProof() {
    assertThat(rules().map(Rule::name)).containsExactlyElementsOf(bites().map(Bite::rule).toList());
  }

  @Test
  void moduleVerificationRefusesADependencyThatIsNotDeclared() {
    ApplicationModules modules =
        ApplicationModules.of("io.rollcall.architecture.modulith.broken", new OnlyIncludeTests());

    assertThatThrownBy(modules::verify)
        .isInstanceOf(Violations.class)
        .hasMessageContaining("'lower' depends on module 'upper'");
  }
}
