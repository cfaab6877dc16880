package io.rollcall.directorysync;

import io.rollcall.kernel.Organization;
import io.rollcall.kernel.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What is done with one object, and why: import, scope, match and action, in words. Pure. */
final class Explanation {
  private Explanation() {}

  /** As a notice of the run: nobody has to do anything about it. */
  static Problem of(
      Organization organization, EntryChange change, Scope.@Nullable Left left, String label) {
    String message =
        "read as %s; %s; %s; %s"
            .formatted(
                change.id(),
                left == null ? "in scope" : "out of scope, " + left.words(),
                match(change),
                action(change));
    return new Problem(
        Problem.Kind.NOTICE,
        organization.key(),
        label,
        message,
        "nothing: this tells how the object was judged");
  }

  private static String match(EntryChange change) {
    if (change.before() != null) {
      return "the panel has it";
    }
    return change.returns() ? "the panel has it marked removed" : "the panel does not have it";
  }

  private static String action(EntryChange change) {
    if (Objects.equals(change.before(), change.after())) {
      return "nothing to do";
    }
    if (change.after() == null) {
      return "remove";
    }
    List<String> differences = new ArrayList<>();
    change
        .fieldChanges()
        .forEach(field -> differences.add(words(field.field(), field.before(), field.after())));
    change
        .addressChanges()
        .forEach(one -> differences.add(words(one.address(), one.before(), one.after())));
    String word = change.before() != null ? "update" : change.returns() ? "make live again" : "add";
    return word + ": " + String.join(", ", differences);
  }

  private static String words(String what, @Nullable String before, @Nullable String after) {
    return "%s '%s' -> '%s'"
        .formatted(
            what, Objects.requireNonNullElse(before, ""), Objects.requireNonNullElse(after, ""));
  }
}
