package io.rollcall.pst;

import io.rollcall.pst.ltp.NamedProperties;
import io.rollcall.pst.ltp.Property;
import io.rollcall.pst.ltp.PropertySet;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A contact as properties, but for its size; [MS-OXOCNTC], [MS-OXCMSG]. */
final class ContactProperties {
  private static final int SEARCH_KEY = 16;

  /** PidLidHtml. */
  private static final int WEB_PAGE = 0x802B;

  private static final int DISPLAY_NAME = 0x3001;
  private static final int COMPANY = 0x3A16;
  private final String knownAs;
  private final NamedProperties names;
  private final PstOptions options;
  private final List<Property> properties = new ArrayList<>(64);

  private ContactProperties(NamedProperties names, PstOptions options, String knownAs) {
    this.knownAs = knownAs;
    this.names = names;
    this.options = options;
  }

  static List<Property> of(PstContact contact, NamedProperties names, PstOptions options) {
    ContactProperties result = new ContactProperties(names, options, KnownAs.of(contact));
    result.message(contact);
    contact.texts().forEach((text, value) -> result.string(text.id(names), value));
    result.webPage(contact);
    result.properties.addAll(EmailProperties.of(contact.emails(), names));
    result.properties.addAll(AddressProperties.of(contact, names));
    result.dates(contact);
    result.filed(contact);
    result.rest(contact);
    return result.properties;
  }

  private void message(PstContact contact) {
    Instant created = contact.created() == null ? options.clock().instant() : contact.created();
    Instant modified = contact.modified() == null ? created : contact.modified();
    string(0x001A, "IPM.Contact");
    add(Property.int32(0x0017, 1));
    add(Property.int32(0x0026, 0));
    add(Property.int32(0x0036, contact.sensitivity()));
    // A mark, then the length of a prefix and one: none.
    string(0x0037, "\u0001\u0001" + knownAs);
    add(Property.time(0x0039, created));
    add(Property.time(0x0E06, created));
    add(Property.int32(0x0E07, contact.photo() == null ? 0x01 : 0x11));
    add(Property.int32(0x0E17, 0));
    add(Property.time(0x3007, created));
    add(Property.time(0x3008, modified));
    byte[] searchKey = new byte[SEARCH_KEY];
    options.random().nextBytes(searchKey);
    add(Property.binary(0x300B, searchKey));
    if (Texts.clean(contact.text(PstText.DISPLAY_NAME)).isEmpty() && !knownAs.isEmpty()) {
      string(DISPLAY_NAME, knownAs);
    }
  }

  /**
   * A second time under the name by which Outlook looks for it; <a
   * href="https://learn.microsoft.com/office/client-developer/outlook/mapi/pidlidhtml-canonical-property">the
   * two are to be the same</a>.
   */
  private void webPage(PstContact contact) {
    string(names.id(PropertySet.ADDRESS, WEB_PAGE), contact.text(PstText.BUSINESS_PAGE));
  }

  private void dates(PstContact contact) {
    LocalDate birthday = contact.birthday();
    if (birthday != null) {
      add(Property.time(0x3A42, midnight(birthday)));
      add(Property.time(names.id(PropertySet.ADDRESS, 0x80DE), floating(birthday)));
    }
    LocalDate anniversary = contact.anniversary();
    if (anniversary != null) {
      Instant moment = contact.anniversaryMoment();
      add(Property.time(0x3A41, moment == null ? midnight(anniversary) : moment));
      add(Property.time(names.id(PropertySet.ADDRESS, 0x80DF), floating(anniversary)));
    }
  }

  private Instant midnight(LocalDate date) {
    return date.atStartOfDay(options.zone()).toInstant();
  }

  /** The same date wherever the program runs. */
  private static Instant floating(LocalDate date) {
    return date.atStartOfDay(ZoneOffset.UTC).toInstant();
  }

  /**
   * Where it stands in lists. Programs that find no such text show no name at all, so that a
   * contact without one is filed by what else says who it is.
   */
  private void filed(PstContact contact) {
    boolean hasText = !Texts.clean(contact.text(PstText.FILE_AS)).isEmpty();
    if (!hasText && !knownAs.isEmpty()) {
      string(PstText.FILE_AS.id(names), knownAs);
    }
    if (hasText || !knownAs.isEmpty()) {
      boolean told = hasText || contact.fileAsOrder() > 0;
      int order = told ? contact.fileAsOrder() : madeOf(contact, knownAs);
      add(Property.int32(names.id(PropertySet.ADDRESS, 0x8006), order));
    }
  }

  /** The property that programs are to make the text of anew when it changes. */
  private static int madeOf(PstContact contact, String made) {
    boolean named = !contact.text(PstText.DISPLAY_NAME).isEmpty();
    return !named && made.equals(contact.text(PstText.COMPANY)) ? COMPANY : DISPLAY_NAME;
  }

  private void rest(PstContact contact) {
    // libpst passes over a contact that has no property of people: one of notes alone, say.
    Integer gender = contact.gender();
    if (gender != null || knownAs.isEmpty()) {
      add(Property.int16(0x3A4D, gender == null ? 0 : gender));
    }
    if (contact.photo() != null) {
      add(Property.flag(names.id(PropertySet.ADDRESS, 0x8015), true));
    }
    if (contact.privately()) {
      add(Property.flag(names.id(PropertySet.COMMON, 0x8506), true));
    }
    strings(names.id(PropertySet.PUBLIC_STRINGS, PstContact.CATEGORIES), contact.categories());
    strings(0x3A58, contact.children());
    for (Map.Entry<String, String> entry : contact.named().entrySet()) {
      string(names.id(PropertySet.PUBLIC_STRINGS, entry.getKey()), entry.getValue());
    }
  }

  private void strings(int id, List<String> values) {
    List<String> cleaned = values.stream().map(Texts::clean).toList();
    if (!cleaned.isEmpty()) {
      add(Property.stringList(id, cleaned));
    }
  }

  private void string(int id, String value) {
    String cleaned = Texts.clean(value);
    if (!cleaned.isEmpty()) {
      add(Property.string(id, cleaned));
    }
  }

  private void add(Property property) {
    properties.add(property);
  }
}
