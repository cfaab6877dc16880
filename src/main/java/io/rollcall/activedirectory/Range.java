package io.rollcall.activedirectory;

import com.unboundid.ldap.sdk.Attribute;
import com.unboundid.ldap.sdk.Entry;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A part of an attribute's values.
 *
 * @param attributeName as it was answered, with its option
 * @param name without it
 * @param to the place of its last value; null for the last part
 */
record Range(String attributeName, String name, long from, @Nullable Long to, List<String> values) {
  private static final Pattern OPTION =
      Pattern.compile("([^;]+);range=(\\d{1,10})-(\\d{1,10}|\\*)", Pattern.CASE_INSENSITIVE);

  /** The attributes of which an entry holds a part only. */
  static List<Range> of(Entry entry) {
    List<Range> ranges = new ArrayList<>();
    for (Attribute attribute : entry.getAttributes()) {
      Matcher option = OPTION.matcher(attribute.getName());
      if (option.matches()) {
        ranges.add(
            new Range(
                attribute.getName(),
                option.group(1),
                Long.parseLong(option.group(2)),
                option.group(3).equals("*") ? null : Long.valueOf(option.group(3)),
                List.of(attribute.getValues())));
      }
    }
    return ranges;
  }

  boolean isLast() {
    return to == null;
  }

  /** How the part after this one is asked for. */
  String further() {
    return "%s;range=%d-*".formatted(name, to == null ? 0 : to + 1);
  }

  /** A server that answered with a part we have already would never come to an end. */
  boolean follows(Range before) {
    return before.to != null
        && name.equalsIgnoreCase(before.name)
        && from == before.to + 1
        && (to == null || to >= from);
  }
}
