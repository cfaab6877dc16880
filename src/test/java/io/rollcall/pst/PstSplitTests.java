package io.rollcall.pst;

import static io.rollcall.pst.PstWriterTests.assertSound;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PstSplitTests {
  @TempDir Path folder;

  @Test
  void beginsAnotherFilePastASize() throws IOException {
    List<PstFile> files = SampleContacts.write(target(), 1000, bySize());

    assertThat(files)
        .extracting(file -> file.path().getFileName().toString())
        .containsExactly(
            "contacts-1-of-4.pst",
            "contacts-2-of-4.pst",
            "contacts-3-of-4.pst",
            "contacts-4-of-4.pst");
    assertThat(files.stream().mapToLong(PstFile::contacts).sum()).isEqualTo(1000);
    for (PstFile file : files) {
      assertThat(Files.size(file.path())).isEqualTo(file.bytes()).isLessThan(2_000_000);
      assertSound(file.path(), file.contacts());
    }
    assertThat(target()).doesNotExist();
  }

  @Test
  void hasEveryContactOnceAndInItsFolder() throws Exception {
    List<PstFile> files;
    try (PstWriter writer = PstWriter.create(target(), byCount(10))) {
      PstFolder outer = writer.folder("Outer");
      PstFolder inner = outer.folder("Inner");
      writer.folder("Empty");
      for (int i = 0; i < 35; i++) {
        (i % 2 == 0 ? outer : inner).addContact(SampleContacts.of(i));
      }
      files = writer.finish();
    }

    assertThat(files).extracting(PstFile::contacts).containsExactly(10L, 10L, 10L, 5L);
    Set<String> all = new TreeSet<>();
    for (PstFile file : files) {
      assertSound(file.path(), file.contacts());
      all.addAll(LibpstFile.paths(file.path()));
    }
    assertThat(all).contains("/Outer/contact0@example.org", "/Outer/Inner/contact1@example.org");
    assertThat(all.stream().filter(path -> path.contains("@"))).hasSize(35);
    assertThat(all).contains("/Empty");
    assertThat(LibpstFile.paths(files.get(1).path())).doesNotContain("/Empty");
  }

  @Test
  void leavesNothingBehindWhenOneOfTheNamesIsTaken() throws IOException {
    Path taken = folder.resolve("contacts-2-of-2.pst");
    Files.writeString(taken, "precious");

    assertThatThrownBy(() -> SampleContacts.write(target(), 15, byCount(10)))
        .isInstanceOf(FileAlreadyExistsException.class);
    try (var files = Files.list(folder)) {
      assertThat(files).containsExactly(taken);
    }
    assertThat(taken).hasContent("precious");
  }

  private static PstOptions bySize() {
    return SampleContacts.options().withSplit(1 << 20, 1_000_000);
  }

  private static PstOptions byCount(int contacts) {
    return SampleContacts.options().withSplit(10_000_000_000L, contacts);
  }

  private Path target() {
    return folder.resolve("contacts.pst");
  }
}
