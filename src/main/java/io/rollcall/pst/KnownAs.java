package io.rollcall.pst;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;

/** What says who a contact is. */
final class KnownAs {
  /**
   * Programs keep no more of a subject; it is also in the folder's table, whose cells are short.
   */
  private static final int MOST = 255;

  private KnownAs() {}

  /** The full name, or the first of what else people know a contact by; empty for nothing. */
  static String of(PstContact contact) {
    String full = contact.text(PstText.GIVEN_NAME) + " " + contact.text(PstText.SURNAME);
    List<String> candidates = new ArrayList<>();
    candidates.add(contact.text(PstText.DISPLAY_NAME));
    candidates.add(full.strip());
    candidates.add(contact.text(PstText.FILE_AS));
    candidates.add(contact.text(PstText.COMPANY));
    contact.emails().forEach(email -> candidates.add(email.shown()));
    candidates.add(contact.text(PstText.NICKNAME));
    EnumSet.range(PstText.BUSINESS_PHONE, PstText.OTHER_FAX)
        .forEach(number -> candidates.add(contact.text(number)));
    String found =
        candidates.stream()
            .map(Texts::clean)
            .filter(text -> !text.isBlank())
            .findFirst()
            .orElse("");
    return Texts.cut(found, MOST);
  }
}
