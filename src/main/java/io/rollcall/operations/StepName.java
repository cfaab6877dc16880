package io.rollcall.operations;

import org.jspecify.annotations.Nullable;

/**
 * A step's name, taken apart: {@code report}, {@code read:acme}, {@code apply:acme:0}.
 *
 * @param organization null for a step of the whole run
 * @param range null for a step that is not part of another
 */
record StepName(String stage, @Nullable String organization, @Nullable String range) {

  static StepName of(String name) {
    String[] parts = name.split(":", 3);
    return new StepName(
        parts[0], parts.length > 1 ? parts[1] : null, parts.length > 2 ? parts[2] : null);
  }

  boolean isRange() {
    return range != null;
  }

  String withoutRange() {
    return organization == null ? stage : stage + ":" + organization;
  }
}
