package io.rollcall.pst;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Random;

/** Invented contacts, the same for the same number. */
public final class SampleContacts {
  private static final List<String> GIVEN =
      List.of("Ada", "Žofia", "מיכל", "علي", "小明", "👩‍🚀 Ines", "Bjørn", "Ὀδυσσεύς");
  private static final List<String> SURNAMES =
      List.of("Lovelace", "Nováková", "כהן", "الفارسي", "王", "O'Neill-Żak", "Ærø", "😀 Smile");

  /** When everything was made. */
  public static final Instant CREATED = Instant.parse("2026-03-04T05:06:07.123456700Z");

  /** Around the most that an item and a block hold. */
  private static final List<Integer> PHOTO_SIZES = List.of(3, 900, 3580, 3581, 8176, 8177, 20_000);

  private SampleContacts() {}

  /** Seeded, at a fixed time. */
  public static PstOptions options() {
    return PstOptions.defaults(Clock.fixed(CREATED, ZoneOffset.UTC)).withRandom(new Random(7));
  }

  /** A contact with what most people fill in; every eighth has a photo, others long notes. */
  public static PstContact of(int number) {
    PstContactBuilder contact = usual(number);
    if (number % 8 == 5) {
      contact.photo(photo(number, PHOTO_SIZES.get(number / 8 % PHOTO_SIZES.size())));
    }
    if (number % 8 == 2) {
      contact.text(PstText.NOTES, text(1700 + number % 3000) + "✓ end of note " + number);
    }
    return contact.build();
  }

  /** The start of one. */
  public static PstContactBuilder usual(int number) {
    String given = GIVEN.get(number % GIVEN.size());
    String surname = SURNAMES.get(number / 3 % SURNAMES.size()) + " " + number;
    return PstContact.builder()
        .text(PstText.DISPLAY_NAME, given + " " + surname)
        .text(PstText.GIVEN_NAME, given)
        .text(PstText.SURNAME, surname)
        .text(PstText.FILE_AS, surname + ", " + given)
        .text(PstText.COMPANY, "Company " + number % 97)
        .text(PstText.JOB_TITLE, "Engineer " + number)
        .text(PstText.BUSINESS_PHONE, "+49 30 " + number)
        .text(PstText.MOBILE_PHONE, "+49 170 " + number)
        .text(PstText.NOTES, "Note " + number)
        .email(new PstEmail(given, "contact" + number + "@example.org"))
        .email(new PstEmail("", "private" + number + "@example.net"))
        .address(
            PstAddress.Kind.BUSINESS,
            new PstAddress("Street " + number, "Town", "State", "1" + number, "Country", ""))
        .mailing(PstMailing.BUSINESS)
        .categories(List.of("Category " + number % 5, "客户"))
        .birthday(LocalDate.of(1950, 1, 1).plusDays(number % 20_000))
        .created(CREATED.plusSeconds(number))
        .modified(CREATED.plusSeconds(number + 60L));
  }

  /** A contact that has a value everywhere. */
  public static PstContact full(int number, int photoBytes) {
    return everything(number, photoBytes).build();
  }

  /** The start of one that has a value everywhere. */
  public static PstContactBuilder everything(int number, int photoBytes) {
    PstContactBuilder builder = usual(number);
    for (PstText text : PstText.values()) {
      builder.text(text, text.name() + " ✓ " + number);
    }
    for (PstAddress.Kind kind : PstAddress.Kind.values()) {
      builder.address(
          kind,
          new PstAddress(
              kind + " street\r\nsecond line",
              kind + " city",
              kind + " state",
              "zip",
              "land",
              "7"));
    }
    return builder
        .email(new PstEmail("Third", "/o=Org/ou=Group/cn=Recipients/cn=third"))
        .mailing(PstMailing.HOME)
        .children(List.of("Kim", "דנה", ""))
        .named("X-Source-Id", "AAMk" + number)
        .named("Größe", "groß")
        .anniversary(LocalDate.of(2001, 2, 3))
        .photo(photo(number, photoBytes))
        .gender(1)
        .sensitivity(2);
  }

  /** A picture by its first bytes. */
  public static PstPhoto photo(int number, int bytes) {
    byte[] photo = new byte[bytes];
    new Random(number).nextBytes(photo);
    photo[0] = (byte) 0xFF;
    photo[1] = (byte) 0xD8;
    photo[2] = (byte) 0xFF;
    return new PstPhoto(photo);
  }

  /** Text of about this many characters, not all of them short; no pair of surrogates is torn. */
  public static String text(int characters) {
    return Texts.cut("Zeile – שורה 😀\r\n".repeat(characters / 16 + 1), characters);
  }

  /** Writes that many contacts into one folder. */
  public static List<PstFile> write(Path target, int contacts, PstOptions options)
      throws IOException {
    try (PstWriter writer = PstWriter.create(target, options)) {
      PstFolder folder = writer.folder("Contacts");
      for (int i = 0; i < contacts; i++) {
        folder.addContact(of(i));
      }
      return writer.finish();
    }
  }
}
