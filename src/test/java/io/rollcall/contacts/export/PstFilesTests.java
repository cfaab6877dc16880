package io.rollcall.contacts.export;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.contacts.export.FileFormat.WrittenFile;
import io.rollcall.graph.ContactCard;
import io.rollcall.graph.ContactField;
import io.rollcall.kernel.Progress;
import io.rollcall.pst.LibpstCards;
import io.rollcall.pst.PstOptions;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PstFilesTests {
  private static final PstOptions OPTIONS =
      PstOptions.defaults(Clock.fixed(ExtremeMailbox.TAKEN, ZoneOffset.UTC))
          .withRandom(new Random(1));
  @TempDir Path folder;

  @Test
  void anotherReaderFindsEveryFieldOfExtremeContacts() throws Exception {
    ExportedMailbox mailbox = ExtremeMailbox.of(200);
    Path file = folder.resolve("contacts.pst");
    new PstFiles(OPTIONS).write(mailbox, file, counts());

    Map<String, List<LibpstCards.Read>> read = LibpstCards.of(file);

    Map<String, List<ExportedContact>> expected = new LinkedHashMap<>();
    ExtremeMailbox.FOLDERS.forEach(
        path -> expected.put("/" + String.join("/", path), new ArrayList<>()));
    for (int i = 0; i < 200; i++) {
      ExportedContact contact = ExtremeMailbox.contact(i);
      expected.get("/" + String.join("/", contact.folder())).add(contact);
    }
    expected.put("/Deleted Items", List.of());
    assertThat(read.keySet()).containsExactlyInAnyOrderElementsOf(expected.keySet());
    expected.forEach(
        (path, contacts) -> {
          List<LibpstCards.Read> found = read.get(path);
          assertThat(found).hasSize(contacts.size());
          for (int i = 0; i < contacts.size(); i++) {
            assertThat(found.get(i).card())
                .isEqualTo(offered(contacts.get(i).card(), found.get(i)));
            assertThat(found.get(i).photo()).isEqualTo(contacts.get(i).photo());
            assertThat(found.get(i).created()).isEqualTo(contacts.get(i).created());
            assertThat(found.get(i).modified()).isEqualTo(contacts.get(i).modified());
          }
        });
  }

  /** What java-libpst has a method for, of what a PST holds. */
  private static ContactCard offered(ContactCard card, LibpstCards.Read found) {
    Map<ContactField, Object> values = new LinkedHashMap<>(card.values());
    values.keySet().removeAll(LibpstCards.NOT_OFFERED);
    values.remove(ContactField.SENSITIVITY, "0");
    // A contact without one is shown by what else it says.
    values.putIfAbsent(ContactField.DISPLAY_NAME, found.card().text(ContactField.DISPLAY_NAME));
    values.putIfAbsent(ContactField.FILE_AS, found.card().text(ContactField.FILE_AS));
    return new ContactCard(values);
  }

  @Test
  void aMailboxThatIsTooLargeGoesIntoSeveralFilesThatHaveItAll() throws Exception {
    ExportedMailbox mailbox = ExtremeMailbox.of(50);
    PstFiles files = new PstFiles(OPTIONS.withSplit(1 << 20, 20));

    List<WrittenFile> written = files.write(mailbox, folder.resolve("a.pst"), counts());
    Counts read = counts();
    files.check(mailbox, written, read);

    assertThat(written)
        .containsExactly(
            new WrittenFile(folder.resolve("a-1-of-3.pst"), 20),
            new WrittenFile(folder.resolve("a-2-of-3.pst"), 20),
            new WrittenFile(folder.resolve("a-3-of-3.pst"), 10));
    assertThat(read.contacts()).isEqualTo(50);
  }

  private static Counts counts() {
    return new Counts(Progress.NONE, () -> {}, "writing", 0);
  }
}
