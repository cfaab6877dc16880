package io.rollcall.pst;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Contacts that nobody thought of. The notes of each say {@code odd N.} at their end, with its
 * place in the list.
 */
final class OddContacts {
  private static final int LONGEST = 32_767;
  private static final int MOST_IN_HEAP = 1790;
  private static final int RANDOM = 120;
  private static final List<String> TEXTS =
      List.of(
          "\uD83D",
          "\uDE00\uD83D",
          "a\uD83D\uDE00\uDE00b\uD83D",
          "\0",
          "\0a\0\0b\0",
          " ",
          "\u200B\uFEFF",
          "\uFEFFx",
          "\uFFFE\uFFFF",
          "\r\n\t\u0001\u000B\u001F\u007F\u0085",
          "\u202Eabc\u202C",
          "=1+1",
          "\uD83D\uDE00".repeat(900));
  private static final List<LocalDate> DATES =
      List.of(
          LocalDate.MIN,
          LocalDate.of(1, 1, 1),
          LocalDate.of(1601, 12, 31),
          LocalDate.of(1602, 1, 1),
          LocalDate.of(4000, 2, 29),
          LocalDate.of(4500, 8, 31),
          LocalDate.of(4501, 1, 1),
          LocalDate.of(9999, 12, 31),
          LocalDate.of(10_000, 1, 1),
          LocalDate.MAX);
  private static final List<Instant> TIMES =
      List.of(
          Instant.MIN,
          Instant.parse("1600-12-31T23:59:59Z"),
          Instant.parse("1601-01-01T00:00:00Z"),
          Instant.EPOCH,
          Instant.parse("4501-01-01T00:00:00Z"),
          Instant.MAX);

  private OddContacts() {}

  static List<PstContact> all() {
    List<PstContactBuilder> odd = new ArrayList<>();
    odd.add(PstContact.builder());
    for (String text : TEXTS) {
      odd.add(everywhere(text));
      odd.add(PstContact.builder().text(PstText.FILE_AS, text).text(PstText.COMPANY, "Company"));
    }
    for (int length : List.of(1789, 1790, 1791, LONGEST)) {
      odd.add(length > MOST_IN_HEAP ? everywhere("n".repeat(length)) : often("n".repeat(length)));
      odd.add(PstContact.builder().text(PstText.DISPLAY_NAME, "\uD83D\uDE00".repeat(length / 2)));
      odd.add(PstContact.builder().email(new PstEmail("", "a".repeat(length) + "@example.org")));
    }
    odd.add(lists(List.of("c".repeat(1 << 16))));
    odd.add(lists(IntStream.range(0, 300).mapToObj(i -> "Category " + i).toList()));
    odd.add(lists(Collections.nCopies(300, "k".repeat(1 << 12))));
    odd.add(lists(List.of("", "\0", "\uD83D", "fine")));
    DATES.forEach(date -> odd.add(PstContact.builder().birthday(date).anniversary(date)));
    TIMES.forEach(time -> odd.add(PstContact.builder().created(time).modified(time)));
    odd.add(PstContact.builder().photo(new PstPhoto(new byte[1])));
    odd.add(PstContact.builder().named("\uD83D\uDE00".repeat(127), "x").named("\u0001", "y"));
    for (int seed = 0; seed < RANDOM; seed++) {
      odd.add(random(new Random(seed)));
    }
    return IntStream.range(0, odd.size()).mapToObj(i -> numbered(odd.get(i), i)).toList();
  }

  private static PstContact numbered(PstContactBuilder contact, int number) {
    String notes = contact.build().text(PstText.NOTES);
    return contact.text(PstText.NOTES, notes + "odd " + number + ".").build();
  }

  private static PstContactBuilder everywhere(String text) {
    PstContactBuilder contact = PstContact.builder();
    for (PstText place : PstText.values()) {
      contact.text(place, text);
    }
    for (PstAddress.Kind kind : PstAddress.Kind.values()) {
      contact.address(kind, new PstAddress(text, text, text, text, text, text));
    }
    return contact
        .email(new PstEmail(text, text))
        .email(new PstEmail(text, ""))
        .email(new PstEmail("", text))
        .named("Own", text)
        .categories(List.of(text))
        .children(List.of(text, text));
  }

  /** libpff of 2018 loses a contact of more than eight full blocks, which these would be. */
  private static PstContactBuilder often(String text) {
    PstContactBuilder contact = PstContact.builder();
    Stream.of(PstText.values()).limit(14).forEach(place -> contact.text(place, text));
    return contact;
  }

  private static PstContactBuilder lists(List<String> values) {
    return PstContact.builder().categories(values).children(values);
  }

  private static PstContactBuilder random(Random random) {
    PstContactBuilder contact = PstContact.builder();
    for (PstText place : PstText.values()) {
      if (random.nextInt(3) == 0) {
        contact.text(place, text(random));
      }
    }
    for (int i = random.nextInt(4); i > 0; i--) {
      contact.email(new PstEmail(text(random), text(random)));
    }
    int categories = random.nextInt(5) == 0 ? random.nextInt(300) : 0;
    return contact
        .categories(IntStream.range(0, categories).mapToObj(i -> text(random)).toList())
        .birthday(LocalDate.ofEpochDay(random.nextInt(-200_000, 3_000_000)))
        .photo(random.nextInt(4) == 0 ? SampleContacts.photo(1, 3 + random.nextInt(20_000)) : null);
  }

  /** Any units of UTF-16, most of them in no pair. */
  private static String text(Random random) {
    int most = random.nextInt(10) == 0 ? 9_000 : 40;
    char[] units = new char[random.nextInt(most)];
    for (int i = 0; i < units.length; i++) {
      units[i] =
          (char) (random.nextInt(3) == 0 ? 0xD800 + random.nextInt(0x800) : random.nextInt(0x250));
    }
    return new String(units);
  }
}
