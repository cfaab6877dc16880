package io.rollcall.contacts.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rollcall.graph.ContactCard;
import io.rollcall.graph.ContactEmail;
import io.rollcall.graph.ContactField;
import io.rollcall.kernel.ExitCode;
import io.rollcall.kernel.Progress;
import io.rollcall.kernel.RollcallException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class ContactExportTests {
  private static final Instant NOW = Instant.parse("2026-11-29T04:05:06Z");
  @TempDir Path folder;
  private final ContactExport export =
      new ContactExport(Clock.fixed(NOW, ZoneOffset.UTC), Progress.NONE, () -> {});

  @ParameterizedTest
  @EnumSource(ExportFormat.class)
  void writesTheFileAndItsManifestForItsOwnerAlone(ExportFormat format) throws Exception {
    Path file = folder.resolve("new/ada." + format.extension());

    Manifest manifest = export.write(ExtremeMailbox.of(30), format, file, false);

    assertThat(names(folder.resolve("new")))
        .containsExactly(
            "ada." + format.extension(), "ada." + format.extension() + ".manifest.json");
    assertThat(Files.getPosixFilePermissions(file))
        .isEqualTo(PosixFilePermissions.fromString("rw-------"));
    JsonNode json = JsonMapper.shared().readTree(Files.readString(Manifest.beside(file)));
    assertThat(json.get("mailbox").asString()).isEqualTo("ada@example.org");
    assertThat(json.get("snapshot").asLong()).isEqualTo(7);
    assertThat(json.get("taken").asString()).isEqualTo("2026-11-29T02:00:00Z");
    assertThat(json.get("written").asString()).isEqualTo("2026-11-29T04:05:06Z");
    assertThat(json.get("folders").asLong()).isEqualTo(5);
    assertThat(json.get("contacts").asLong()).isEqualTo(30);
    boolean photos = format == ExportFormat.VCARD || format == ExportFormat.PST;
    assertThat(json.get("photos").asLong()).isEqualTo(photos ? 10 : 0);
    JsonNode one = json.get("files").get(0);
    assertThat(one.get("name").asString()).isEqualTo("ada." + format.extension());
    assertThat(one.get("bytes").asLong()).isEqualTo(Files.size(file));
    assertThat(one.get("contacts").asLong()).isEqualTo(30);
    assertThat(one.get("sha256").asString())
        .isEqualTo(
            HexFormat.of()
                .formatHex(MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file))));
    assertThat(manifest.files()).hasSize(1);
  }

  @ParameterizedTest
  @EnumSource(ExportFormat.class)
  void anEmptyMailboxIsAFileWithoutContacts(ExportFormat format) throws Exception {
    Manifest manifest = export.write(ExtremeMailbox.of(0), format, folder.resolve("empty"), false);

    assertThat(manifest.contacts()).isZero();
    assertThat(names(folder)).containsExactly("empty", "empty.manifest.json");
  }

  @ParameterizedTest
  @EnumSource(ExportFormat.class)
  void aFailureLeavesNothingAndKeepsWhatWasThere(ExportFormat format) throws Exception {
    Path file = Files.writeString(folder.resolve("ada"), "old");
    Stream<ExportedContact> failing =
        Stream.iterate(0, number -> number + 1)
            .map(
                number -> {
                  if (number == 20) {
                    throw new UncheckedIOException(new IOException("No space left on device"));
                  }
                  return ExtremeMailbox.contact(number);
                });
    ExportedMailbox mailbox =
        new ExportedMailbox("ada@example.org", 1, NOW, ExtremeMailbox.FOLDERS, 30, () -> failing);

    assertThatThrownBy(() -> export.write(mailbox, format, file, true))
        .isInstanceOfSatisfying(
            RollcallException.class,
            e -> {
              assertThat(e.exitCode()).isEqualTo(ExitCode.FAILED);
              assertThat(e)
                  .hasMessage(
                      "the contacts of ada@example.org cannot be exported to "
                          + file
                          + ": No space left on device; no file was left there");
            });

    assertThat(names(folder)).containsExactly("ada");
    assertThat(file).hasContent("old");
  }

  @ParameterizedTest
  @EnumSource(names = "PST", mode = EnumSource.Mode.EXCLUDE)
  void aContactThatIsNotReadBackFailsTheExport(ExportFormat format) throws Exception {
    List<ExportedContact> written =
        List.of(ExtremeMailbox.contact(1), ExtremeMailbox.contact(6), ExtremeMailbox.contact(4));
    List<ExportedContact> other =
        List.of(ExtremeMailbox.contact(1), ExtremeMailbox.contact(16), ExtremeMailbox.contact(4));
    List<List<ExportedContact>> readings = new ArrayList<>(List.of(written, other));
    ExportedMailbox mailbox =
        new ExportedMailbox(
            "ada@example.org",
            1,
            NOW,
            ExtremeMailbox.FOLDERS,
            3,
            () -> readings.remove(0).stream());

    assertThatThrownBy(() -> export.write(mailbox, format, folder.resolve("ada"), false))
        .isInstanceOf(RollcallException.class)
        .hasMessageContaining("was not read back")
        .hasMessageMatching("(?s).*(contact 2|row 3) differs.*");
    assertThat(names(folder)).isEmpty();
  }

  @Test
  void aFileThatIsThereIsReplacedOnlyWhenAsked() throws Exception {
    Path file = folder.resolve("ada.vcf");
    export.write(ExtremeMailbox.of(1), ExportFormat.VCARD, file, false);
    String before = Files.readString(file);

    assertThatThrownBy(() -> export.write(ExtremeMailbox.of(2), ExportFormat.VCARD, file, false))
        .isInstanceOfSatisfying(
            RollcallException.class,
            e -> {
              assertThat(e.exitCode()).isEqualTo(ExitCode.WRONG_USE);
              assertThat(e).hasMessage(file + " is there already");
            });
    assertThat(Files.readString(file)).isEqualTo(before);

    export.write(ExtremeMailbox.of(2), ExportFormat.VCARD, file, true);
    assertThat(Files.readString(file, StandardCharsets.UTF_8).split("BEGIN:VCARD\r\n")).hasSize(3);
  }

  @Test
  void anExportThatIsStoppedLeavesNothing() throws Exception {
    int[] contacts = {0};
    ContactExport stopped =
        new ContactExport(
            Clock.fixed(NOW, ZoneOffset.UTC),
            Progress.NONE,
            () -> {
              if (++contacts[0] == 10) {
                throw new RollcallException(ExitCode.STOPPED, "stopped", null);
              }
            });

    assertThatThrownBy(
            () ->
                stopped.write(
                    ExtremeMailbox.of(30), ExportFormat.PST, folder.resolve("ada"), false))
        .hasMessage("stopped");

    assertThat(names(folder)).isEmpty();
  }

  @Test
  void notesOfAMegabyteComeThrough() {
    ExportedMailbox mailbox =
        ExtremeMailbox.of(List.of(ExtremeMailbox.of(ExtremeMailbox.withNotes(1 << 20))));

    for (ExportFormat format : ExportFormat.values()) {
      Manifest manifest = export.write(mailbox, format, folder.resolve(format.name()), false);

      assertThat(manifest.contacts()).isEqualTo(1);
      assertThat(
              manifest.leftOut().keySet().stream().filter(what -> what.startsWith("cut")).toList())
          .isEqualTo(
              format == ExportFormat.XLSX
                  ? List.of("cut, for a cell holds 32,767 characters: Personal notes")
                  : List.of());
    }
  }

  @Test
  void whatAFormatCannotHoldIsCountedInTheManifest() {
    ExportedMailbox mailbox = ExtremeMailbox.of(20);

    assertThat(export.write(mailbox, ExportFormat.CSV, folder.resolve("csv"), false).leftOut())
        .containsEntry("photo", 7L)
        .containsKey("no column for Nickname");
    assertThat(export.write(mailbox, ExportFormat.XLSX, folder.resolve("xlsx"), false).leftOut())
        .containsOnlyKeys("photo");
  }

  @ParameterizedTest
  @EnumSource(ExportFormat.class)
  void aContactThatNobodyThoughtOfIsWrittenAndWhatWasMendedIsNamed(ExportFormat format) {
    ContactCard card =
        new ContactCard(
            Map.of(
                ContactField.DISPLAY_NAME, "torn \uD83D",
                ContactField.SURNAME, "n".repeat(32_767),
                ContactField.PERSONAL_NOTES, "x\0y",
                ContactField.BIRTHDAY, LocalDate.of(1500, 1, 1),
                ContactField.CATEGORIES, Collections.nCopies(300, "c".repeat(4_000)),
                ContactField.IM_ADDRESSES, Collections.nCopies(1_000, "im:x"),
                ContactField.EMAIL_ADDRESSES,
                    Collections.nCopies(1_000, new ContactEmail("name", "a@example.org"))));
    ExportedContact odd =
        new ExportedContact(
            List.of("\uD83D\0", ""), card, null, Instant.parse("1500-01-01T00:00:00Z"), null);

    Manifest manifest =
        export.write(
            ExtremeMailbox.of(List.of(odd, ExtremeMailbox.of(new ContactCard(Map.of())))),
            format,
            folder.resolve("odd"),
            false);

    assertThat(manifest.contacts()).isEqualTo(2);
    assertThat(manifest.leftOut())
        .containsEntry("U+0000 or half a surrogate pair: Display name", 1L)
        .containsEntry("U+0000 or half a surrogate pair: Personal notes", 1L);
    if (format == ExportFormat.PST) {
      assertThat(manifest.leftOut())
          .containsEntry("birthday before 1601 or after 9999", 1L)
          .containsEntry("time of creation or change before 1601", 1L);
    }
  }

  private static List<String> names(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }
}
