package io.rollcall.backendsync;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Settings groups field by field, in words for a report. */
final class FieldDiff {
  private static final JsonMapper JSON = JsonMapper.shared();

  private FieldDiff() {}

  /**
   * A field that differs.
   *
   * @param before empty when there was no value
   * @param after empty when there is none any more
   */
  record Changed(String field, String before, String after) {}

  /**
   * Compares two contents.
   *
   * @param before null for none
   * @param label the name of an object for people
   */
  static List<Changed> of(@Nullable String before, String after, LongFunction<String> label) {
    JsonNode was = JSON.readTree(before == null ? "{}" : before);
    JsonNode is = JSON.readTree(after);
    Set<String> fields = new LinkedHashSet<>(is.propertyNames());
    fields.addAll(was.propertyNames());
    List<Changed> changes = new ArrayList<>();
    for (String field : fields) {
      JsonNode old = was.path(field);
      JsonNode now = is.path(field);
      if (!old.equals(now)) {
        changes.add(new Changed(field, text(old, label), text(now, label)));
      }
    }
    return changes;
  }

  private static String text(JsonNode value, LongFunction<String> label) {
    if (value.isMissingNode()) {
      return "";
    }
    if (value.isArray()) {
      List<String> texts = new ArrayList<>();
      value.forEach(element -> texts.add(text(element, label)));
      return String.join(", ", texts);
    }
    if (value.isObject()) {
      JsonNode object = value.path("object");
      return object.isMissingNode() ? value.path("raw").asString() : label.apply(object.asLong());
    }
    return value.asString();
  }
}
