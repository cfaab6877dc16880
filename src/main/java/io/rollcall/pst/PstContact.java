package io.rollcall.pst;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A contact. What is absent is not written.
 *
 * @param texts without empty ones
 * @param emails at most three, which is what mail programs know
 * @param addresses without empty ones
 * @param mailing which of the addresses letters go to; null when the contact does not say it, and
 *     none is chosen for it. A chosen one that is empty stays chosen.
 * @param named further texts by names of your own, in the properties of user-defined fields, but
 *     without the definitions of fields by which Outlook lists them; names have 1 to 255
 *     characters, none of them U+0000 or half a surrogate pair, and "Keywords" is taken by the
 *     categories
 * @param gender 0 for unknown, 1 female, 2 male; null when the contact does not say it
 * @param sensitivity 0 normal, 1 personal, 2 private (others who may see the folder are not to see
 *     the contact), 3 confidential
 * @param fileAsOrder how the text by which it is sorted was made, as mail programs number it; -1
 *     for a text of its own
 * @param birthday null for unknown; so is one before 1601, where the format's calendar begins
 * @param anniversary as the birthday
 * @param anniversaryMoment what programs keep of the anniversary; null for its midnight in {@link
 *     PstOptions#zone}
 * @param created null for the time of writing
 * @param modified null for the time of creation
 */
public record PstContact(
    Map<PstText, String> texts,
    List<PstEmail> emails,
    Map<PstAddress.Kind, PstAddress> addresses,
    @Nullable PstMailing mailing,
    List<String> categories,
    List<String> children,
    Map<String, String> named,
    @Nullable LocalDate birthday,
    @Nullable LocalDate anniversary,
    @Nullable Instant anniversaryMoment,
    @Nullable PstPhoto photo,
    @Nullable Integer gender,
    int sensitivity,
    int fileAsOrder,
    @Nullable Instant created,
    @Nullable Instant modified) {

  /** The name of the categories, among named texts. */
  static final String CATEGORIES = "Keywords";

  private static final int MOST_EMAILS = 3;
  private static final int MOST_NAME = 255;
  private static final int PRIVATE = 2;
  private static final int MOST_GENDER = 2;
  private static final int MOST_SENSITIVITY = 3;
  private static final int FIRST_YEAR = 1601;
  private static final int LAST_YEAR = 9999;

  public PstContact {
    if (emails.size() > MOST_EMAILS) {
      throw new IllegalArgumentException(
          "a contact with " + emails.size() + " e-mail addresses; a PST has room for 3");
    }
    if (gender != null && (gender < 0 || gender > MOST_GENDER)) {
      throw new IllegalArgumentException("no gender: " + gender);
    }
    if (sensitivity < 0 || sensitivity > MOST_SENSITIVITY) {
      throw new IllegalArgumentException("no sensitivity: " + sensitivity);
    }
    EnumMap<PstText, String> knownTexts = new EnumMap<>(PstText.class);
    texts.forEach((text, value) -> putUnless(value.isEmpty(), knownTexts, text, value));
    texts = Collections.unmodifiableMap(knownTexts);
    EnumMap<PstAddress.Kind, PstAddress> knownAddresses = new EnumMap<>(PstAddress.Kind.class);
    addresses.forEach(
        (kind, address) -> putUnless(address.isEmpty(), knownAddresses, kind, address));
    addresses = Collections.unmodifiableMap(knownAddresses);
    named.keySet().forEach(PstContact::requireName);
    birthday = known(birthday);
    anniversary = known(anniversary);
    anniversaryMoment = anniversary == null ? null : anniversaryMoment;
    emails = List.copyOf(emails);
    categories = List.copyOf(categories);
    children = List.copyOf(children);
    named = Collections.unmodifiableMap(new LinkedHashMap<>(named));
  }

  /** Starts a contact that has nothing yet. */
  public static PstContactBuilder builder() {
    return new PstContactBuilder();
  }

  private static @Nullable LocalDate known(@Nullable LocalDate date) {
    return date == null || date.getYear() < FIRST_YEAR || date.getYear() > LAST_YEAR ? null : date;
  }

  private static void requireName(String name) {
    if (name.isEmpty()
        || name.length() > MOST_NAME
        || !Texts.clean(name).equals(name)
        || name.equals(CATEGORIES)) {
      throw new IllegalArgumentException("no name for a contact's text: \"" + name + "\"");
    }
  }

  private static <K, V> void putUnless(boolean empty, Map<K, V> target, K key, V value) {
    if (!empty) {
      target.put(key, value);
    }
  }

  boolean privately() {
    return sensitivity == PRIVATE;
  }

  String text(PstText text) {
    return texts.getOrDefault(text, "");
  }
}
