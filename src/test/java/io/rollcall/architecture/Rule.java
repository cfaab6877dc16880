package io.rollcall.architecture;

import com.tngtech.archunit.lang.ArchRule;

/**
 * One rule, with the name that test reports show.
 *
 * @param rule holds for a program in which what it speaks of does not exist yet; that it is not
 *     vacuous is what {@link ArchitectureRulesBiteTests} shows
 */
public record Rule(String name, ArchRule rule) {

  public Rule {
    rule = rule.allowEmptyShould(true);
  }

  @Override
  public String toString() {
    return name;
  }
}
