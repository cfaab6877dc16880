package io.rollcall.architecture;

import static java.util.Map.entry;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.Map;
import java.util.Set;

/**
 * Which room may use which. Spring Modulith holds each room to what its own package-info allows;
 * this map holds the package-infos to the plan. {@code cli} and {@code sandbox} stand above the
 * others and are free to use them.
 */
record RoomMap(String base) {
  private static final Map<String, Set<String>> ALLOWED =
      Map.ofEntries(
          entry("kernel", Set.of()),
          entry("pst", Set.of()),
          entry("exchange", Set.of("kernel", "entra")),
          entry("activedirectory", Set.of("kernel", "exchange")),
          entry("entra", Set.of("kernel")),
          entry("graph", Set.of("kernel", "entra")),
          entry("definitions", Set.of("kernel")),
          entry("plan", Set.of("kernel")),
          entry("report", Set.of("kernel")),
          entry("syncreport", Set.of("kernel", "plan", "report")),
          entry("operations", Set.of("kernel", "definitions", "plan", "report")),
          entry("serve", Set.of("kernel", "definitions", "plan", "report", "operations")),
          entry(
              "backendsync",
              Set.of(
                  "kernel",
                  "plan",
                  "report",
                  "syncreport",
                  "entra",
                  "exchange",
                  "activedirectory")),
          entry(
              "directorysync", Set.of("kernel", "plan", "report", "syncreport", "entra", "graph")),
          entry(
              "contacts",
              Set.of("kernel", "plan", "report", "syncreport", "entra", "graph", "pst")));

  ArchCondition<JavaClass> holds() {
    return new ArchCondition<>("use only the rooms that theirs may use") {
      @Override
      public void check(JavaClass type, ConditionEvents events) {
        for (Dependency dependency : type.getDirectDependenciesFromSelf()) {
          if (!allowed(roomOf(type), roomOf(dependency.getTargetClass()))) {
            events.add(SimpleConditionEvent.violated(type, dependency.getDescription()));
          }
        }
      }
    };
  }

  private static boolean allowed(String from, String to) {
    if (from.equals(to) || to.isEmpty()) {
      return true;
    }
    Set<String> below = ALLOWED.get(from);
    return below == null || below.contains(to);
  }

  /** The first package below the base; empty for what lies outside, and for the base itself. */
  private String roomOf(JavaClass type) {
    String name = type.getPackageName();
    if (!name.startsWith(base + ".")) {
      return "";
    }
    String below = name.substring(base.length() + 1);
    return below.contains(".") ? below.substring(0, below.indexOf('.')) : below;
  }
}
