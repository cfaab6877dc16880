package io.rollcall.cli;

import io.rollcall.cli.ContactsViews.FieldChangeView;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Fields of a contact as lines for people: what was, what is; long texts are cut. */
final class FieldLines {
  private static final int LONGEST = 200;

  private FieldLines() {}

  static List<String> of(List<FieldChangeView> changes) {
    int width = changes.stream().mapToInt(one -> label(one).length()).max().orElse(0);
    return changes.stream()
        .map(one -> ("  %-" + width + "s  %s").formatted(label(one), value(one)))
        .toList();
  }

  private static String label(FieldChangeView change) {
    return change.field().toLowerCase(Locale.ROOT).replace('_', ' ');
  }

  private static String value(FieldChangeView change) {
    return change.before() == null
        ? cut(change.after())
        : "%s -> %s".formatted(cut(change.before()), cut(change.after()));
  }

  private static String cut(@Nullable String text) {
    if (text == null) {
      return "(nothing)";
    }
    if (text.codePointCount(0, text.length()) <= LONGEST) {
      return text;
    }
    return "%s... (%,d characters)"
        .formatted(text.substring(0, text.offsetByCodePoints(0, LONGEST)), text.length());
  }
}
