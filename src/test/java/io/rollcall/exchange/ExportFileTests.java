package io.rollcall.exchange;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.rollcall.kernel.ExitCode;
import io.rollcall.kernel.RollcallException;
import io.rollcall.kernel.Sha256;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ExportFileTests {
  private static final byte[] CONTEXT = {1, 2, 3};
  private static final String HEADER =
      "{\"type\":\"header\",\"format\":\"rollcall-exchange-export\",\"version\":1,"
          + "\"organization\":\"acme\",\"source\":\"on-premises\",\"host\":\"mgmt\","
          + "\"startedAt\":\"2026-01-05T02:00:00.0000000Z\"}";
  private static final String MAILBOX = "{\"type\":\"mailbox\",\"n\":%d}";
  private static final String TRAILER =
      "{\"type\":\"trailer\",\"counts\":{\"mailbox\":%d,\"list\":%d,\"contact\":0},"
          + "\"finishedAt\":\"2026-01-05T02:20:00Z\"}";

  @TempDir Path folder;

  @Test
  void recordsAreReturnedInOrderWithTheirLineNumbers() throws IOException {
    Path file = write(export(3, 1));
    try (ExportFile export = ExportFile.open(file, CONTEXT)) {
      assertThat(export.header())
          .isEqualTo(
              new ExportHeader(
                  1, "acme", "mgmt", null, Instant.parse("2026-01-05T02:00:00Z"), "on-premises"));
      List<ExportFile.Line> lines = readAll(export);
      assertThat(lines).extracting(ExportFile.Line::number).containsExactly(2L, 3L, 4L, 5L);
      assertThat(new String(lines.get(1).bytes(), UTF_8)).isEqualTo(MAILBOX.formatted(1));
      assertThat(export.trailer())
          .isEqualTo(
              new ExportTrailer(
                  Map.of("mailbox", 3L, "list", 1L, "contact", 0L),
                  Instant.parse("2026-01-05T02:20:00Z")));
      assertThat(export.bytesRead()).isEqualTo(export.sizeBytes()).isEqualTo(Files.size(file));
      assertThat(export.next()).isNull();
    }
  }

  @Test
  void theHashOfALineDependsOnItsBytesAndTheContextAlone() throws Exception {
    MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
    sha256.update(CONTEXT);
    byte[] expected = sha256.digest(MAILBOX.formatted(0).getBytes(UTF_8));
    assertThat(lines(write(export(2, 0)), CONTEXT).get(0).hash()).isEqualTo(expected);
    assertThat(lines(write(export(2, 0).replace("\n", "\r\n")), CONTEXT).get(0).hash())
        .isEqualTo(expected);
    assertThat(lines(write(export(2, 0)), new byte[] {9}).get(0).hash()).isNotEqualTo(expected);
  }

  @Test
  void byteOrderMarkCarriageReturnsBlankLinesAndNoLastLineEndAreAccepted() throws IOException {
    String text = "\uFEFF" + export(3, 0).replace("\n", "\r\n \r\n").strip();
    List<ExportFile.Line> lines = lines(write(text), CONTEXT);
    assertThat(lines).hasSize(3);
    assertThat(lines).extracting(ExportFile.Line::number).containsExactly(3L, 5L, 7L);
    assertThat(new String(lines.get(2).bytes(), UTF_8)).isEqualTo(MAILBOX.formatted(2));
    ExportFile.requireTrailer(write(text));
    assertThat(ExportFile.header(write(text)).organization()).isEqualTo("acme");
  }

  @Test
  void aGzipFileIsKnownByItsBytesAndGivesTheSameRecords() throws IOException {
    Path plain = write(export(700, 0));
    Path gzip = Files.write(folder.resolve("named-like-text.jsonl"), gzip(export(700, 0)));
    try (ExportFile one = ExportFile.open(plain, CONTEXT);
        ExportFile other = ExportFile.open(gzip, CONTEXT)) {
      assertThat(readAll(one)).hasSize(700);
      assertThat(readAll(other)).hasSize(700);
      assertThat(other.chain()).isEqualTo(one.chain());
      assertThat(other.bytesRead()).isEqualTo(Files.size(gzip));
      assertThat(other.sha256()).isEqualTo(sha256(gzip)).isNotEqualTo(one.sha256());
    }
    ExportFile.requireTrailer(gzip);
  }

  @Test
  void aGzipFileMayHaveSeveralMembers() throws IOException {
    String text = export(5, 0);
    ByteArrayOutputStream members = new ByteArrayOutputStream();
    members.write(gzip(text.substring(0, 200)));
    members.write(gzip(text.substring(200)));
    assertThat(lines(write(members.toByteArray()), CONTEXT)).hasSize(5);
  }

  @Test
  void bytesAfterTheCompressedDataAreRefused() throws IOException {
    byte[] gzip = gzip(export(5, 0));
    for (int extra : new int[] {1, 2, 7, 8, 9, 30}) {
      Path file = write(Arrays.copyOf(gzip, gzip.length + extra));
      assertThat(failure(file)).hasMessageContaining(file.toString());
    }
  }

  @Test
  void aPlainFileCutAnywhereIsRefused() throws IOException {
    byte[] whole = export(3, 2).getBytes(UTF_8);
    for (int length = 0; length < whole.length - 1; length++) {
      Path file = write(Arrays.copyOf(whole, length));
      assertThat(failure(file)).as("cut to %d bytes", length).hasMessageContaining(file.toString());
      assertThat(refusal(() -> ExportFile.requireTrailer(file))).isNotNull();
    }
    assertThat(lines(write(Arrays.copyOf(whole, whole.length - 1)), CONTEXT)).hasSize(5);
  }

  @Test
  void aGzipFileCutAnywhereIsRefused() throws IOException {
    byte[] whole = gzip(export(3, 2));
    for (int length = 0; length < whole.length; length++) {
      Path file = write(Arrays.copyOf(whole, length));
      assertThat(failure(file)).as("cut to %d bytes", length).hasMessageContaining(file.toString());
    }
  }

  @Test
  void aGzipFileWithAnyByteChangedIsRefusedOrReadsTheSame() throws IOException {
    String text = export(3, 2);
    byte[] whole = gzip(text);
    List<String> expected = texts(lines(write(whole), CONTEXT));
    for (int i = 2; i < whole.length; i++) {
      byte[] damaged = whole.clone();
      damaged[i] ^= 0x10;
      Path file = write(damaged);
      try {
        assertThat(texts(lines(file, CONTEXT))).as("byte %d", i).isEqualTo(expected);
      } catch (RollcallException e) {
        assertThat(e).hasMessageContaining(file.toString());
      }
    }
  }

  @Test
  void countsThatDifferFromTheTrailerAreNamed() throws IOException {
    String tooFew = HEADER + "\n" + MAILBOX.formatted(1) + "\n" + TRAILER.formatted(2, 0) + "\n";
    assertThat(failure(write(tooFew)))
        .hasMessageContaining("1 record (mailbox 1, list 0, contact 0)")
        .hasMessageContaining("says 2 (mailbox 2");
    String otherKind = HEADER + "\n" + MAILBOX.formatted(1) + "\n" + TRAILER.formatted(0, 1) + "\n";
    assertThat(failure(write(otherKind))).hasMessageContaining("mailbox 1, list 0");
  }

  @Test
  void aRecordWhoseTypeCannotBeSeenCountsAsOneRecord() throws IOException {
    String text = HEADER + "\n{\"tpye\":1}\n" + TRAILER.formatted(1, 0) + "\n";
    assertThat(lines(write(text), CONTEXT)).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"type\":\"trailer\"}",
        "{\"type\":\"trailer\",\"counts\":{\"mailbox\":-1}}",
        "{\"type\":\"trailer\",\"counts\":{\"mailbox\":\"0\"}}",
        "{\"type\":\"trailer\",\"counts\":{}",
        "{\"type\":\"trailer\",\"counts\":{}} {}",
        "{\"type\":\"trailer\",\"counts\":{},\"counts\":{}}"
      })
  void aDamagedTrailerIsRefused(String trailer) throws IOException {
    Path file = write(HEADER + "\n" + trailer + "\n");
    assertThat(failure(file)).hasMessageContaining("damaged trailer in line 2");
    assertThat(refusal(() -> ExportFile.requireTrailer(file))).hasMessageContaining("no trailer");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"x", "{\"type\":\"mailbox\"}", "{\"type\":\"trailer\",\"counts\":{}}", "\0"})
  void anythingBehindTheTrailerIsRefused(String more) throws IOException {
    assertThat(failure(write(export(1, 0) + more)))
        .hasMessageContaining("after its trailer in line 3");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\n",
        "plain text\n",
        "\0\0\0\0",
        "{\"type\":\"mailbox\"}\n",
        "{\"type\":\"header\",\"format\":\"other\",\"version\":1,\"organization\":\"a\"}\n",
        "{\"type\":\"header\",\"format\":\"rollcall-exchange-export\",\"version\":2,\"organization\":\"a\"}\n",
        "{\"type\":\"header\",\"format\":\"rollcall-exchange-export\",\"version\":1}\n",
        "{\"type\":\"header\",\"format\":\"rollcall-exchange-export\",\"version\":1,\"organization\":\" \"}\n"
      })
  void aFileWithoutARightHeaderIsRefusedByName(String text) throws IOException {
    Path file = write(text);
    RollcallException error = refusal(() -> ExportFile.header(file));
    assertThat(error).hasMessageContaining(file.toString());
    assertThat(error.nextStep()).isNotBlank();
    assertThat(failure(file)).hasMessage(error.getMessage());
  }

  @Test
  void anEmptyAMissingAndAFolderAreTold() throws IOException {
    assertThat(failure(write("")).exitCode()).isEqualTo(ExitCode.FAILED);
    assertThat(failure(folder.resolve("none"))).hasMessageContaining("does not exist");
    assertThat(failure(folder).exitCode()).isEqualTo(ExitCode.WRONG_USE);
  }

  @Test
  void theChainIsTheOneAtTheRecordLastReturned() throws IOException {
    Path file = write(export(1_000, 0));
    List<byte[]> chains = new ArrayList<>();
    try (ExportFile export = ExportFile.open(file, CONTEXT)) {
      chains.add(export.chain());
      while (export.next() != null) {
        chains.add(export.chain());
      }
    }
    assertThat(chains.stream().map(HexFormat.of()::formatHex).distinct()).hasSize(1_001);
    for (int skipped : new int[] {0, 1, 255, 256, 257, 1_000}) {
      try (ExportFile export = ExportFile.open(file, CONTEXT)) {
        export.skipTo(skipped, chains.get(skipped));
        assertThat(export.chain()).isEqualTo(chains.get(skipped));
        assertThat(readAll(export)).hasSize(1_000 - skipped);
        assertThat(export.chain()).isEqualTo(chains.get(1_000));
      }
    }
  }

  @Test
  void aFileThatChangedBeforeTheRestartPointIsRefused() throws IOException {
    byte[] chain;
    try (ExportFile export = ExportFile.open(write(export(10, 0)), CONTEXT)) {
      for (int i = 0; i < 5; i++) {
        export.next();
      }
      chain = export.chain();
    }
    List<String> others =
        List.of(
            export(10, 0).replace("\"n\":2", "\"n\":7"),
            export(10, 0).replace("mgmt", "mgmt2"),
            export(3, 0));
    for (String other : others) {
      try (ExportFile export = ExportFile.open(write(other), CONTEXT)) {
        RollcallException error = refusal(() -> export.skipTo(5, chain));
        assertThat(error).hasMessageContaining("has changed since the run started");
        assertThat(error.nextStep()).isEqualTo("start a new run");
      }
    }
    try (ExportFile export =
        ExportFile.open(write(export(10, 0).replace("\"n\":8", "\"n\":9")), CONTEXT)) {
      export.skipTo(5, chain);
      assertThat(readAll(export)).hasSize(5);
    }
  }

  @Test
  void theDigestIsThatOfTheFileAndOnlyKnownAtItsEnd() throws IOException {
    Path file = write(export(600, 0));
    try (ExportFile export = ExportFile.open(file, CONTEXT)) {
      export.next();
      assertThatIllegalStateException().isThrownBy(export::sha256);
      readAll(export);
      List<Long> progress = new ArrayList<>();
      assertThat(export.sha256())
          .isEqualTo(sha256(file))
          .isEqualTo(ExportFile.sha256(file, progress::add));
      assertThat(progress).last().isEqualTo(Files.size(file));
    }
  }

  @Test
  void aFailureIsReportedAgainAndAfterTheRecordsBeforeIt() throws IOException {
    String cut = export(300, 0);
    try (ExportFile export =
        ExportFile.open(write(cut.substring(0, cut.lastIndexOf("{\"type\":\"trailer"))), CONTEXT)) {
      for (int i = 0; i < 300; i++) {
        assertThat(export.next()).isNotNull();
      }
      assertThat(refusal(export::next)).hasMessageContaining("no trailer after 300 records");
      assertThat(refusal(export::next)).hasMessageContaining("no trailer after 300 records");
    }
  }

  @Test
  void aLineOfAMegabyteIsReadAndOneOverSixteenIsNamed() throws IOException {
    String big = "{\"type\":\"mailbox\",\"x\":\"" + "x".repeat(1 << 20) + "\"}";
    Path file = write(HEADER + "\n" + big + "\n" + TRAILER.formatted(1, 0) + "\n");
    assertThat(lines(file, CONTEXT).get(0).bytes()).hasSize(big.length());
    String huge = HEADER + "\n\n" + "x".repeat((16 << 20) + 1) + "\n" + TRAILER.formatted(1, 0);
    assertThat(failure(write(huge))).hasMessageContaining("line 3 is longer than 16777216 bytes");
  }

  @Test
  void closingEarlyEndsTheReadingThread() throws IOException {
    Path file = write(export(50_000, 0));
    try (ExportFile export = ExportFile.open(file, CONTEXT)) {
      assertThat(export.next()).isNotNull();
    }
    String name = "export-reader-" + file.getFileName();
    assertThat(Thread.getAllStackTraces().keySet())
        .extracting(Thread::getName)
        .doesNotContain(name);
  }

  private static String export(int mailboxes, int lists) {
    StringBuilder text = new StringBuilder(HEADER).append('\n');
    for (int i = 0; i < mailboxes; i++) {
      text.append(MAILBOX.formatted(i)).append('\n');
    }
    for (int i = 0; i < lists; i++) {
      text.append("{\"type\":\"list\"}\n");
    }
    return text.append(TRAILER.formatted(mailboxes, lists)).append('\n').toString();
  }

  private static byte[] gzip(String text) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
      gzip.write(text.getBytes(UTF_8));
    }
    return bytes.toByteArray();
  }

  private Path write(String text) throws IOException {
    return write(text.getBytes(UTF_8));
  }

  private Path write(byte[] bytes) throws IOException {
    return Files.write(Files.createTempFile(folder, "export", ".jsonl"), bytes);
  }

  private static String sha256(Path file) throws IOException {
    return HexFormat.of().formatHex(Sha256.create().digest(Files.readAllBytes(file)));
  }

  private static List<ExportFile.Line> lines(Path file, byte[] context) {
    try (ExportFile export = ExportFile.open(file, context)) {
      return readAll(export);
    }
  }

  private static List<ExportFile.Line> readAll(ExportFile export) {
    List<ExportFile.Line> lines = new ArrayList<>();
    for (ExportFile.Line line = export.next(); line != null; line = export.next()) {
      lines.add(line);
    }
    return lines;
  }

  private static List<String> texts(List<ExportFile.Line> lines) {
    return lines.stream().map(line -> new String(line.bytes(), UTF_8)).toList();
  }

  private static RollcallException failure(Path file) {
    return refusal(() -> lines(file, CONTEXT));
  }

  private static RollcallException refusal(ThrowingCallable action) {
    RollcallException[] caught = new RollcallException[1];
    assertThatExceptionOfType(RollcallException.class)
        .isThrownBy(action)
        .satisfies(e -> caught[0] = e);
    return caught[0];
  }
}
