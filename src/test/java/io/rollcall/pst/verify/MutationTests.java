package io.rollcall.pst.verify;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.pst.PstFolder;
import io.rollcall.pst.PstReport;
import io.rollcall.pst.PstText;
import io.rollcall.pst.PstVerifier;
import io.rollcall.pst.PstViolation;
import io.rollcall.pst.PstWriter;
import io.rollcall.pst.SampleContacts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class MutationTests {
  @TempDir static Path folder;
  private static byte[] sound;

  /** Two folders, trees of several levels, a table of several blocks, a photo, a long note. */
  @BeforeAll
  static void writesASoundFile() throws IOException {
    Path path = folder.resolve("sound.pst");
    try (PstWriter writer = PstWriter.create(path, SampleContacts.options())) {
      PstFolder contacts = writer.folder("A");
      contacts.addContact(
          SampleContacts.everything(0, 20_000)
              .text(PstText.NOTES, SampleContacts.text(30_000))
              .build());
      for (int i = 1; i < 200; i++) {
        contacts.addContact(SampleContacts.of(i));
      }
      writer.folder("B");
      writer.finish();
    }
    sound = Files.readAllBytes(path);
  }

  @Test
  void acceptsTheFileAsItWasWritten() throws IOException {
    PstReport report = verify(sound.clone());

    assertThat(report.violations()).isEmpty();
    assertThat(report.sound()).isTrue();
    assertThat(report.contacts()).isEqualTo(200);
  }

  @ParameterizedTest
  @EnumSource
  void refusesAFileInWhichOneRuleIsBroken(Rule rule) throws IOException {
    PstSurgeon surgeon = new PstSurgeon(sound.clone());
    Mutations.all().get(rule).accept(surgeon);

    PstReport report = verify(surgeon.file());

    assertThat(report.sound()).isFalse();
    assertThat(report.violations()).extracting(PstViolation::rule).contains(rule.name());
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 563, 0x4400, 271_359, 271_360, 300_000})
  void refusesAFileThatIsCutShort(int length) throws IOException {
    PstReport report = verify(Arrays.copyOf(sound, length));

    assertThat(report.violations())
        .extracting(PstViolation::rule)
        .contains(Rule.FILE_LENGTH.name());
  }

  @Test
  void neitherAcceptsNorStumblesOverAnyFlippedByteInUse() throws IOException {
    Random random = new Random(11);
    for (int i = 0; i < 100; i++) {
      byte[] file = sound.clone();
      int at = inUse(file, random);
      file[at] ^= (byte) (1 << random.nextInt(8));

      assertThat(verify(file).sound()).as("with a bit flipped at %d", at).isFalse();
    }
  }

  /** A byte that the first allocation maps mark as used, or that the header has. */
  private static int inUse(byte[] file, Random random) {
    while (true) {
      int at = 0x4400 + random.nextInt(file.length - 0x4400);
      int section = (at - 0x4400) / 253_952;
      int slot = (at - 0x4400) % 253_952 / 64;
      int map = 0x4400 + section * 253_952;
      if ((file[map + slot / 8] & 0x80 >> slot % 8) != 0) {
        return at;
      }
    }
  }

  private static PstReport verify(byte[] bytes) throws IOException {
    Path path = folder.resolve("mutated.pst");
    Files.write(path, bytes);
    return PstVerifier.verify(path);
  }
}
