package io.rollcall.pst;

import java.util.HashSet;
import java.util.Locale;
import java.util.Set;

/** The names in one folder, which have to differ in more than the case of their letters. */
final class FolderNames {
  private static final int MOST = 255;
  private static final int ROOM_FOR_NUMBER = 12;
  private static final String NAMELESS = "(no name)";
  private final Set<String> taken = new HashSet<>();

  /** The wanted name, or the nearest that can be written. */
  String take(String wanted) {
    String name = Texts.cut(Texts.clean(wanted), MOST);
    if (name.isBlank()) {
      name = NAMELESS;
    }
    String unique = name;
    for (int number = 2; !taken.add(unique.toLowerCase(Locale.ROOT)); number++) {
      unique = Texts.cut(name, MOST - ROOM_FOR_NUMBER) + " (" + number + ")";
    }
    return unique;
  }
}
