package io.rollcall.pst.verify;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** What was found so far; a few of each rule are kept word for word, the others are counted. */
final class Findings {
  private static final int MOST_OF_A_RULE = 20;
  private final List<Finding> kept = new ArrayList<>();
  private final Map<Rule, Integer> counts = new EnumMap<>(Rule.class);

  void add(Rule rule, String where, String detail) {
    if (counts.merge(rule, 1, Integer::sum) <= MOST_OF_A_RULE) {
      kept.add(new Finding(rule, where, detail));
    }
  }

  /** Adds a finding unless the rule holds. */
  void require(boolean holds, Rule rule, String where, String detail) {
    if (!holds) {
      add(rule, where, detail);
    }
  }

  /** Adds a finding behind which there is nothing to read. */
  Lost lost(Rule rule, String where, String detail) {
    add(rule, where, detail);
    return new Lost();
  }

  List<Finding> kept() {
    return kept;
  }

  int count() {
    return counts.values().stream().mapToInt(Integer::intValue).sum();
  }
}
