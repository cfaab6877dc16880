package io.rollcall.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Exports that are made of a live backend. */
class ExportWriterTests {
  private static final Instant NOW = Instant.parse("2026-01-05T02:00:00Z");
  private static final UUID ADA = new UUID(1, 1);
  private static final UUID BOB = new UUID(2, 2);

  @TempDir Path folder;

  private Path target() {
    return folder.resolve("acme.1.jsonl.gz");
  }

  private ExportWriter writer() {
    return ExportWriter.create(target(), "acme", "active-directory", NOW, records -> {});
  }

  private static BackendObject mailbox(UUID guid, String name, Map<Section, Group> groups) {
    return new BackendObject(
        ObjectKind.MAILBOX,
        "UserMailbox",
        new Identity(guid, null, null, "CN=" + name, null, name, null),
        groups);
  }

  private static Group addresses(String name) {
    return Group.addresses(List.of("smtp:b@acme.example", "SMTP:" + name + "@acme.example"));
  }

  private Parsed parsed(BackendObject object) {
    return new RecordParser().parse(RecordLines.of(object));
  }

  @Test
  void writesWhatTheReaderReads() {
    try (ExportWriter writer = writer()) {
      writer.write(mailbox(ADA, "ada", Map.of(Section.MAILBOX_EMAIL_ADDRESSES, addresses("ada"))));
      writer.write(mailbox(BOB, "bob", Map.of(Section.MAILBOX_EMAIL_ADDRESSES, addresses("bob"))));
      writer.finish(NOW);
    }
    List<String> names = new ArrayList<>();
    try (ExportFile file = ExportFile.open(target(), new byte[0])) {
      assertThat(file.header().organization()).isEqualTo("acme");
      assertThat(file.header().source()).isEqualTo("active-directory");
      RecordParser parser = new RecordParser();
      for (var line = file.next(); line != null; line = file.next()) {
        Parsed.Read read = (Parsed.Read) parser.parse(line.bytes());
        assertThat(read.notices()).isEmpty();
        names.add(read.object().primarySmtp());
      }
      assertThat(file.trailer().counts())
          .containsExactlyInAnyOrderEntriesOf(Map.of("mailbox", 2L, "list", 0L, "contact", 0L));
    }
    assertThat(names).containsExactly("ada@acme.example", "bob@acme.example");
  }

  @Test
  void isTheOwnersAloneAndHasItsNameOnlyWhenItIsWhole() throws IOException {
    try (ExportWriter writer = writer()) {
      assertThat(target()).doesNotExist();
      Path unfinished = folder.resolve("acme.1.jsonl.gz.tmp");
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(unfinished)))
          .isEqualTo("rw-------");
      writer.finish(NOW);
    }
    assertThat(folder).isDirectoryContaining(target()::equals);
    assertThat(Files.list(folder)).containsExactly(target());
  }

  @Test
  void aReadingThatBreaksLeavesNothing() throws IOException {
    assertThatThrownBy(
            () -> {
              try (ExportWriter writer =
                  ExportWriter.create(
                      target(),
                      "acme",
                      "active-directory",
                      NOW,
                      records -> {
                        throw new IllegalStateException("stopped at " + records);
                      })) {
                writer.write(mailbox(ADA, "ada", Map.of()));
              }
            })
        .hasMessage("stopped at 1");
    assertThat(Files.list(folder)).isEmpty();
  }

  @Test
  void anUnchangedObjectIsAnUnchangedLineInWhateverOrderItCame() {
    Reference ada = new Reference(ADA, null, "CN=ada");
    Reference bob = new Reference(BOB, "bob@acme.example", "CN=bob");
    Map<Section, Group> one =
        Map.of(
            Section.MAILBOX_EMAIL_ADDRESSES,
            Group.addresses(List.of("SMTP:a@acme.example", "smtp:b@acme.example")),
            Section.MAILBOX_SEND_AS,
            Group.trustees(List.of(ada, bob)));
    Map<Section, Group> other =
        Map.of(
            Section.MAILBOX_SEND_AS,
            Group.trustees(List.of(bob, ada)),
            Section.MAILBOX_EMAIL_ADDRESSES,
            Group.addresses(List.of("smtp:b@acme.example", "SMTP:a@acme.example")));
    assertThat(new String(RecordLines.of(mailbox(ADA, "ada", one)), StandardCharsets.UTF_8))
        .isEqualTo(new String(RecordLines.of(mailbox(ADA, "ada", other)), StandardCharsets.UTF_8))
        .contains("[\"SMTP:a@acme.example\",\"smtp:b@acme.example\"]");
  }

  @Test
  void saysOfASettingThatItCannotBeGiven() {
    Parsed.Read read =
        (Parsed.Read)
            parsed(
                mailbox(
                    ADA,
                    "ada",
                    Map.of(
                        Section.MAILBOX_EMAIL_ADDRESSES,
                        addresses("ada"),
                        Section.MAILBOX_MAIL_FLOW,
                        Group.read(
                            Map.of("deliverToMailboxAndForward", true),
                            Set.of("messageCopyForSentAsEnabled")),
                        Section.MAILBOX_BOOKING,
                        Group.notAvailable("it is kept in the mailbox"))));
    Reading flow = read.object().readings().get(Section.MAILBOX_MAIL_FLOW);
    assertThat(flow.settings()).isEqualTo(Map.of("deliverToMailboxAndForward", true));
    assertThat(flow.notAvailable()).containsExactly("messageCopyForSentAsEnabled");
    Reading booking = read.object().readings().get(Section.MAILBOX_BOOKING);
    assertThat(booking.state()).isEqualTo(GroupState.NOT_AVAILABLE);
    assertThat(booking.reason()).isEqualTo("it is kept in the mailbox");
    assertThat(read.notices()).isEmpty();
  }

  @Test
  void whatNoColumnHoldsRefusesOneRecordAndNotTheExport() {
    assertThat(
            parsed(
                mailbox(
                    ADA, "a\u0000da", Map.of(Section.MAILBOX_EMAIL_ADDRESSES, addresses("ada")))))
        .isInstanceOfSatisfying(
            Parsed.Refused.class, refused -> assertThat(refused.message()).contains("U+0000"));
  }

  @Test
  void aSettingThatItsGroupDoesNotHaveIsAFaultOfTheProgram() {
    assertThatThrownBy(
            () ->
                RecordLines.of(
                    mailbox(
                        ADA,
                        "ada",
                        Map.of(Section.MAILBOX_GENERAL, Group.read(Map.of("shoeSize", 9L))))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("shoeSize");
  }
}
