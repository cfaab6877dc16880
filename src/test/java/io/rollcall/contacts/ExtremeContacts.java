package io.rollcall.contacts;

import io.rollcall.graph.ContactAddress;
import io.rollcall.graph.ContactCard;
import io.rollcall.graph.ContactEmail;
import io.rollcall.graph.ContactField;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Invented contacts that go to the limits of what Graph holds, the same for the same seed and
 * number. Numbers 0 to 9 are one of each odd kind; so are 10 to 19, and so on. Texts hold no U+0000
 * and no torn surrogate pair, which Exchange cannot hold either.
 */
public final class ExtremeContacts {
  private static final List<String> HOSTILE =
      List.of(
          "👩‍👩‍👧‍👦 Familie 😀🏳️‍🌈",
          "שלום \u202Eעולם\u202C",
          "محمد الفارسي",
          "e\u0301\u0323 Ame\u0301lie \u1112\u1161\u11AB",
          "王小明",
          "=cmd|' /C calc'!A1",
          "+1-2",
          "-2+3",
          "@SUM(1,2)",
          "'quoted",
          "a,b;c\\d\\n",
          "\"double\" 'single' ` \"\"",
          "line one\nline two\r\nline three\n\n",
          "tab\there",
          "control \u0001\u000B\u001F\u007F\u0085",
          "\u2028separators\u2029\u00A0\u200B\uFEFF",
          " spaces around ",
          "BEGIN:VCARD\r\nEND:VCARD",
          "_x000D_ <b>&amp;</b> ]]>",
          "Ωmega ß ı İ ﬁ ŉ",
          "𝔘𝔫𝔦𝔠𝔬𝔡𝔢 𠮷",
          "O'Neill-Żak, Dr.",
          "007",
          "1e5",
          "NULL");

  private static final List<LocalDate> BIRTHDAYS =
      List.of(
          LocalDate.of(2000, 2, 29),
          LocalDate.of(1604, 2, 29),
          LocalDate.of(1604, 1, 1),
          LocalDate.of(1601, 1, 1),
          LocalDate.of(1602, 1, 1),
          LocalDate.of(1899, 12, 31),
          LocalDate.of(1900, 2, 28),
          LocalDate.of(1900, 3, 1),
          LocalDate.of(1970, 1, 1),
          LocalDate.of(2038, 1, 19),
          LocalDate.of(9999, 12, 31));

  private static final int KINDS = 10;
  private static final int FULL = 6;
  private final long seed;

  public ExtremeContacts(long seed) {
    this.seed = seed;
  }

  /** One contact; by the last digit of the number of one odd kind or another. */
  public ContactCard card(int number) {
    Random random = random(number);
    Map<ContactField, Object> values = new EnumMap<>(ContactField.class);
    switch (number % KINDS) {
      case 0 -> {} // says nothing at all
      case 1 -> values.put(ContactField.COMPANY_NAME, "Company only, Inc. " + number);
      case 2 ->
          values.put(
              ContactField.EMAIL_ADDRESSES, List.of(new ContactEmail("No address " + number, "")));
      case 3 ->
          values.put(
              ContactField.EMAIL_ADDRESSES,
              List.of(
                  new ContactEmail("", "/o=Org/ou=Exchange/cn=Recipients/cn=x" + number),
                  new ContactEmail("Name; of", "bare" + number + "@example.org")));
      case 4 -> {
        values.put(ContactField.MOBILE_PHONE, "+49 170 " + number);
        values.put(ContactField.PERSONAL_NOTES, "Nobody's name.\r\n" + hostile(random));
      }
      case 5 -> {
        values.put(ContactField.GIVEN_NAME, "Twin");
        values.put(ContactField.SURNAME, "Twinning");
        values.put(ContactField.DISPLAY_NAME, "Twin Twinning");
      }
      case FULL -> fill(values, number, random, 1.0);
      default -> fill(values, number, random, 0.4);
    }
    return new ContactCard(values);
  }

  /** A contact that has a value everywhere, at Graph's limits of numbers. */
  public ContactCard full(int number) {
    return card(number * KINDS + FULL);
  }

  /** The same contact with notes of so many UTF-16 units, as they come in many languages. */
  public ContactCard withNotes(ContactCard card, int units) {
    String unit = "Zeile – שורה 😀, \"x\"; =1\n";
    Map<ContactField, Object> values = new EnumMap<>(ContactField.class);
    values.putAll(card.values());
    String notes = unit.repeat(units / unit.length()) + "x".repeat(units % unit.length());
    values.put(ContactField.PERSONAL_NOTES, notes);
    return new ContactCard(values);
  }

  /** The first so many contacts. */
  public List<ContactCard> cards(int count) {
    return IntStream.range(0, count).mapToObj(this::card).toList();
  }

  /** A photo for every third contact, else null; some are one byte over a round size. */
  public byte @Nullable [] photo(int number) {
    return number % 3 == 0 ? photo(number, 1_000 + number % 7 * 4_096 + number % 2) : null;
  }

  /** A photo of so many bytes, at least 3. */
  public byte[] photo(int number, int size) {
    byte[] bytes = new byte[size];
    random(number).nextBytes(bytes);
    bytes[0] = (byte) 0xFF;
    bytes[1] = (byte) 0xD8;
    bytes[2] = (byte) 0xFF;
    return bytes;
  }

  public Instant created(int number) {
    return Instant.parse("2011-03-27T00:59:59Z").plusSeconds(number * 86_399L);
  }

  public Instant modified(int number) {
    return created(number).plusSeconds(1 + number);
  }

  private Random random(int number) {
    return new Random(seed * 1_000_003L + number);
  }

  private static String hostile(Random random) {
    return HOSTILE.get(random.nextInt(HOSTILE.size()));
  }

  private static void fill(
      Map<ContactField, Object> values, int number, Random random, double share) {
    for (ContactField field : ContactField.values()) {
      if (random.nextDouble() < share) {
        values.put(field, value(field, number, random));
      }
    }
  }

  private static Object value(ContactField field, int number, Random random) {
    return switch (field.shape()) {
      case TEXT -> text(field, number, random);
      case TEXTS -> texts(field, number, random);
      case DATE -> BIRTHDAYS.get(random.nextInt(BIRTHDAYS.size()));
      case EMAILS -> emails(number, random);
      case ADDRESS ->
          new ContactAddress(
              "Street " + number + "\r\n" + hostile(random) + "\nfourth line",
              hostile(random),
              hostile(random),
              "0" + number,
              hostile(random));
      case EXTENDED -> extended(field, number, random);
    };
  }

  /** With the number in it, so that no two contacts are alike. */
  private static String text(ContactField field, int number, Random random) {
    return switch (field) {
      case MOBILE_PHONE -> "+49 (170) 1234-" + number + " ext. 5";
      case BUSINESS_HOME_PAGE -> "https://example.org/a?b=" + number + "&c=\"d\";e,f";
      default -> hostile(random) + " " + number;
    };
  }

  private static List<String> texts(ContactField field, int number, Random random) {
    List<String> texts = new ArrayList<>();
    int most = field == ContactField.CATEGORIES ? 5 : 2;
    for (int i = 0; i < most; i++) {
      // Categories differ, as a mail program's do.
      texts.add(i + " " + hostile(random) + " " + number);
    }
    return texts;
  }

  private static List<ContactEmail> emails(int number, Random random) {
    return List.of(
        new ContactEmail(hostile(random), "first.o'hara+" + number + "@example.org"),
        new ContactEmail("", "δοκιμή" + number + "@παράδειγμα.example"),
        new ContactEmail(hostile(random), "/o=Org/ou=Ex/cn=Recipients/cn=third" + number));
  }

  private static String extended(ContactField field, int number, Random random) {
    return switch (field) {
      case ANNIVERSARY -> BIRTHDAYS.get(number % 3) + "T11:59:00Z";
      case GENDER -> String.valueOf(1 + number % 2);
      case SENSITIVITY, MAILING_ADDRESS -> String.valueOf(number / KINDS % 4);
      case FILE_AS_ORDER -> number % 2 == 0 ? "-1" : "32791";
      default -> hostile(random) + " " + number;
    };
  }
}
