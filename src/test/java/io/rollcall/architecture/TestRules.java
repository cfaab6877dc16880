package io.rollcall.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static io.rollcall.architecture.Accesses.accessTo;

import com.tngtech.archunit.lang.ArchRule;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/** What holds for every test. */
public final class TestRules {

  private TestRules() {}

  /** All rules. */
  public static List<Rule> all() {
    return List.of(
        new Rule("tests do not sleep", testsDoNotSleep()),
        new Rule("tests use real parts", testsUseRealParts()),
        new Rule("no test is skipped", noTestIsSkipped()));
  }

  private static ArchRule testsDoNotSleep() {
    return noClasses()
        .should()
        .accessTargetWhere(
            accessTo(Thread.class, Set.of("sleep")).or(accessTo(TimeUnit.class, Set.of("sleep"))))
        .because("a test that sleeps is slow on every machine and wrong on some");
  }

  private static ArchRule testsUseRealParts() {
    return noClasses()
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "org.mockito..", "org.springframework.test.context.bean.override.mockito..")
        .because("a mock repeats the author's belief about the part that it replaces");
  }

  private static ArchRule noTestIsSkipped() {
    return noClasses()
        .should()
        .dependOnClassesThat()
        .haveNameMatching(
            "org\\.junit\\.jupiter\\.api\\.(Disabled|Assumptions|condition\\..*)"
                + "|org\\.assertj\\.core\\.api\\.Assumptions")
        .because("what a test needs and does not find is a failure with a hint, not a silence");
  }
}
