package io.rollcall.exchange;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Who holds one right on an object. */
final class Grants {

  private Grants() {}

  /**
   * The trustees. Left out: the owner itself, inherited and deny entries, and entries that list
   * rights without the one this section is about.
   */
  static List<Reference> read(Section section, @Nullable Object value) throws WrongForm {
    List<Reference> trustees = new ArrayList<>();
    for (Object entry : elements(value)) {
      boolean grant = entry instanceof Map<?, ?> map && map.containsKey("trustee");
      if (grant && !gives(section, (Map<?, ?>) entry)) {
        continue;
      }
      Reference trustee = Values.reference(grant ? ((Map<?, ?>) entry).get("trustee") : entry);
      if (trustee != null && !isSelf(trustee.raw())) {
        trustees.add(trustee);
      }
    }
    return Values.sorted(trustees);
  }

  /** Members are plain references. */
  static List<Reference> members(@Nullable Object value) throws WrongForm {
    List<Reference> members = new ArrayList<>();
    for (Object entry : elements(value)) {
      Reference member = Values.reference(entry);
      if (member != null) {
        members.add(member);
      }
    }
    return Values.sorted(members);
  }

  private static List<?> elements(@Nullable Object value) {
    if (value == null) {
      return List.of();
    }
    return value instanceof List<?> list ? list : List.of(value);
  }

  private static boolean gives(Section section, Map<?, ?> entry) throws WrongForm {
    if (isTrue(entry.get("deny")) || isTrue(entry.get("inherited"))) {
      return false;
    }
    List<?> rights = elements(entry.get("rights"));
    if (rights.isEmpty()) {
      return true;
    }
    String wanted = word(section.key().substring(section.key().indexOf('.') + 1));
    for (Object right : rights) {
      // REST packs several rights into one text: ["FullAccess, ReadPermission"].
      for (String single : String.valueOf(right).split(",", -1)) {
        if (word(single).equals(wanted)) {
          return true;
        }
      }
    }
    return false;
  }

  private static boolean isTrue(@Nullable Object value) throws WrongForm {
    return Boolean.TRUE.equals(Values.convert(new Field("flag", FieldType.FLAG), value));
  }

  /** On-premises writes "Send-As", Exchange Online "SendAs". */
  private static String word(String right) {
    return right.replace("-", "").replace(" ", "").toLowerCase(Locale.ROOT);
  }

  /** S-1-5-10 is "principal self" (MS-DTYP 2.4.2.4); the name is the English one. */
  private static boolean isSelf(String raw) {
    return raw.equalsIgnoreCase("NT AUTHORITY\\SELF") || raw.equals("S-1-5-10");
  }
}
