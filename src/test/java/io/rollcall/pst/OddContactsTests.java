package io.rollcall.pst;

import static org.assertj.core.api.Assertions.assertThat;

import com.pff.PSTContact;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Date;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What nobody thought of is in a sound file, and read back by java-libpst. */
class OddContactsTests {
  private static final Instant FIRST = Instant.parse("1601-01-01T00:00:00Z");

  @TempDir Path folder;

  @Test
  void areWrittenSoundlyAndReadBack() throws Exception {
    List<PstContact> contacts = OddContacts.all();
    Path target = folder.resolve("odd.pst");
    write(target, contacts);

    PstWriterTests.assertSound(target, contacts.size());
    int[] next = {0};
    LibpstFile.read(
        target,
        (path, read) -> {
          int number = next[0]++;
          assertSame(number, read, contacts.get(number));
        });
    assertThat(next[0]).isEqualTo(contacts.size());
  }

  static void write(Path target, List<PstContact> contacts) throws Exception {
    try (PstWriter writer = PstWriter.create(target, SampleContacts.options())) {
      PstFolder inside = writer.folder("\uD83D odd \0");
      for (PstContact contact : contacts) {
        inside.addContact(contact);
      }
      writer.finish();
    }
  }

  private static void assertSame(int number, PSTContact read, PstContact written) throws Exception {
    LibpstReadingTests.getters()
        .forEach(
            (text, getter) -> {
              String expected = kept(written.text(text));
              boolean madeUp = text == PstText.DISPLAY_NAME || text == PstText.FILE_AS;
              if (!(madeUp && expected.isEmpty())) {
                assertThat(getter.apply(read).equals(expected)).as("%d: %s", number, text).isTrue();
              }
            });
    List<PstEmail> emails = written.emails();
    assertEmail(read.getEmail1EmailAddress(), read.getEmail1DisplayName(), emails, 0);
    assertEmail(read.getEmail2EmailAddress(), read.getEmail2DisplayName(), emails, 1);
    assertEmail(read.getEmail3EmailAddress(), read.getEmail3DisplayName(), emails, 2);
    List<String> categories = written.categories().stream().map(OddContactsTests::kept).toList();
    if (lieInTheHeap(categories)) {
      assertThat(List.of(read.getColorCategories()).equals(categories))
          .as("%d: categories", number)
          .isTrue();
    }
    assertThat(read.getBirthday()).as("%d: birthday", number).isEqualTo(date(written.birthday()));
    assertThat(read.getAnniversary()).isEqualTo(date(written.anniversary()));
    Instant created = written.created();
    if (created != null && created.isBefore(Instant.parse("+10000-01-01T00:00:00Z"))) {
      assertThat(read.getCreationTime())
          .as("%d: created", number)
          .isEqualTo(Date.from(created.isBefore(FIRST) ? FIRST : created));
    }
    PstPhoto photo = written.photo();
    assertThat(read.getNumberOfAttachments()).isEqualTo(photo == null ? 0 : 1);
    if (photo != null) {
      assertThat(read.getAttachment(0).getFileInputStream().readAllBytes())
          .isEqualTo(photo.bytes());
    }
  }

  /** java-libpst does not look for lists that lie beside; the verifier counts their texts. */
  private static boolean lieInTheHeap(List<String> categories) {
    return 4 + categories.stream().mapToInt(text -> 4 + 2 * text.length()).sum() <= 3580;
  }

  private static void assertEmail(String address, String shown, List<PstEmail> written, int index) {
    PstEmail email = index < written.size() ? written.get(index) : new PstEmail("", "");
    assertThat(address).isEqualTo(kept(email.address()));
    assertThat(shown)
        .isEqualTo(kept(kept(email.name()).isEmpty() ? email.address() : email.name()));
  }

  private static @Nullable Date date(@Nullable LocalDate date) {
    return date == null ? null : Date.from(date.atStartOfDay(ZoneOffset.UTC).toInstant());
  }

  /** Java's encoder writes U+FFFD for what is no character. */
  static String kept(String text) {
    byte[] bytes = text.replace("\0", "").getBytes(StandardCharsets.UTF_16LE);
    return new String(bytes, StandardCharsets.UTF_16LE);
  }
}
