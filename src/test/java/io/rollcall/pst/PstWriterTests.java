package io.rollcall.pst;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PstWriterTests {
  @TempDir Path folder;

  @Test
  void writesTheSmallestFileForNoContacts() throws IOException {
    PstFile file = SampleContacts.write(target(), 0, SampleContacts.options()).get(0);

    assertThat(file).isEqualTo(new PstFile(target(), 271_360, 0));
    assertSound(file.path(), 0);
  }

  /** 28 rows fill a heap item, 64 a block, 447 an index item. */
  @ParameterizedTest
  @ValueSource(ints = {1, 28, 29, 64, 65, 128, 129, 447, 448, 10_000})
  void writesSoundFilesOfAnySize(int contacts) throws IOException {
    SampleContacts.write(target(), contacts, SampleContacts.options());

    assertSound(target(), contacts);
  }

  @Test
  void writesSoundFilesThatAreNotEncoded() throws IOException {
    SampleContacts.write(target(), 100, SampleContacts.options().withEncoded(false));

    assertSound(target(), 100);
    assertThat(Files.readAllBytes(target())[513]).isZero();
  }

  /** Around the most that an item, a block, an XBLOCK holds, and 10 MB. */
  @ParameterizedTest
  @ValueSource(ints = {1, 1790, 1791, 4088, 4089, 4_173_848, 4_173_849, 5_000_000})
  void writesNotesOfAnyLength(int characters) throws IOException {
    write(
        SampleContacts.usual(1).text(PstText.NOTES, SampleContacts.text(characters)).build(),
        SampleContacts.of(2));

    assertSound(target(), 2);
  }

  @ParameterizedTest
  @ValueSource(ints = {3, 3580, 3581, 8176, 8177, 1_000_000})
  void writesPhotosOfAnySize(int bytes) throws IOException {
    write(SampleContacts.full(1, bytes));

    assertSound(target(), 1);
  }

  /** More than a list of subnodes holds: it gets an index. */
  @Test
  void writesManyLongValues() throws IOException {
    PstContactBuilder contact = PstContact.builder();
    for (int i = 0; i < 345; i++) {
      contact.named("Long " + i, SampleContacts.text(1800));
    }
    write(contact.build());

    assertSound(target(), 1);
  }

  /** Beyond the first free map, at 32 MB. */
  @Test
  void writesFilesThatNeedAFreeMap() throws IOException {
    PstContact contact = SampleContacts.full(1, 1_000_000);
    write(Collections.nCopies(40, contact).toArray(PstContact[]::new));

    assertThat(Files.size(target())).isGreaterThan(0x4400 + 129L * 253_952);
    assertSound(target(), 40);
  }

  @Test
  void writesAContactWithoutAnything() throws IOException {
    write(PstContact.builder().build());

    assertSound(target(), 1);
  }

  @Test
  void writesThousandsOfFolders() throws IOException {
    try (PstWriter writer = PstWriter.create(target(), SampleContacts.options())) {
      PstFolder parent = writer.folder("Parent");
      List<PstFolder> folders = new ArrayList<>();
      for (int i = 0; i < 1500; i++) {
        folders.add(parent.folder("Folder " + i));
      }
      for (int i = 0; i < 1500; i += 2) {
        folders.get(i).addContact(SampleContacts.of(i));
      }
      writer.finish();
    }

    assertSound(target(), 750);
  }

  @Test
  void writesFoldersInFoldersInFolders() throws IOException {
    try (PstWriter writer = PstWriter.create(target(), SampleContacts.options())) {
      PstFolder at = writer.folder("0");
      for (int depth = 1; depth < 50; depth++) {
        at.addContact(SampleContacts.of(depth));
        at = at.folder(String.valueOf(depth));
      }
      writer.finish();
    }

    assertSound(target(), 49);
  }

  @Test
  void givesTheSameBytesForTheSameContactsAndSeed() throws IOException {
    SampleContacts.write(target(), 100, SampleContacts.options());
    SampleContacts.write(folder.resolve("again.pst"), 100, SampleContacts.options());

    assertThat(folder.resolve("again.pst")).hasSameBinaryContentAs(target());
  }

  @Test
  void leavesNothingBehindWhenItIsNotFinished() throws IOException {
    try (PstWriter writer = PstWriter.create(target(), SampleContacts.options())) {
      writer.folder("Contacts").addContact(SampleContacts.of(1));
      assertThat(target()).doesNotExist();
      assertThat(files()).hasSize(1);
    }

    assertThat(files()).isEmpty();
  }

  @Test
  void leavesNothingBehindWhenAContactCannotBeWritten() throws IOException {
    PstContactBuilder contact = PstContact.builder();
    for (int i = 0; i < 448; i++) {
      contact.named("Name " + i, "value");
    }
    try (PstWriter writer = PstWriter.create(target(), SampleContacts.options())) {
      PstFolder contacts = writer.folder("Contacts");
      assertThatThrownBy(() -> contacts.addContact(contact.build()))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("a node has at most 447");
      assertThatThrownBy(writer::finish)
          .isInstanceOf(IllegalStateException.class)
          .hasMessage("writing has failed before");
    }

    assertThat(files()).isEmpty();
  }

  @Test
  void refusesAFileThatIsThere() throws IOException {
    Files.writeString(target(), "precious");

    assertThatThrownBy(() -> PstWriter.create(target(), SampleContacts.options()))
        .isInstanceOf(FileAlreadyExistsException.class);
    assertThat(target()).hasContent("precious");
  }

  @Test
  void refusesAFileThatCameIntoBeingMeanwhile() throws IOException {
    try (PstWriter writer = PstWriter.create(target(), SampleContacts.options())) {
      writer.folder("Contacts");
      Files.writeString(target(), "precious");
      assertThatThrownBy(writer::finish).isInstanceOf(FileAlreadyExistsException.class);
    }

    assertThat(target()).hasContent("precious");
    assertThat(files()).containsExactly("contacts.pst");
  }

  @Test
  void takesNothingAfterItIsFinished() throws IOException {
    try (PstWriter writer = PstWriter.create(target(), SampleContacts.options())) {
      PstFolder contacts = writer.folder("Contacts");
      writer.finish();

      assertThatThrownBy(() -> contacts.addContact(SampleContacts.of(1)))
          .isInstanceOf(IllegalStateException.class)
          .hasMessage("the file is finished");
      assertThatThrownBy(() -> contacts.folder("More")).isInstanceOf(IllegalStateException.class);
    }

    assertSound(target(), 0);
  }

  private void write(PstContact... contacts) throws IOException {
    try (PstWriter writer = PstWriter.create(target(), SampleContacts.options())) {
      PstFolder inside = writer.folder("Contacts");
      for (PstContact contact : contacts) {
        inside.addContact(contact);
      }
      writer.finish();
    }
  }

  private Path target() {
    return folder.resolve("contacts.pst");
  }

  private List<String> files() throws IOException {
    try (var files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).toList();
    }
  }

  static void assertSound(Path file, long contacts) throws IOException {
    PstReport report = PstVerifier.verify(file);
    assertThat(report.violations()).isEmpty();
    assertThat(report.total()).isZero();
    assertThat(report.contacts()).isEqualTo(contacts);
  }
}
