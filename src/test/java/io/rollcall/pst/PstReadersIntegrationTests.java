package io.rollcall.pst;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** libpst and libpff, two readers written without each other, find the same contacts. */
@Tag("pst-readers")
class PstReadersIntegrationTests {
  private static final Pattern ODD = Pattern.compile("odd (\\d+)\\.");

  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 100, 10_000})
  void readpstWritesTheSameCards(int count) throws Exception {
    write(count);
    Path out = Files.createDirectory(folder.resolve("out"));
    // -j 0: a folder's process may outlive the program otherwise, and still write.
    ReaderProgram.run(
        folder, "readpst", "-q", "-j", "0", "-r", "-cv", "-o", out.toString(), "contacts.pst");

    List<String> inner = new ArrayList<>();
    List<String> outer = new ArrayList<>();
    for (Path file : files(out)) {
      (file.toString().contains("פנימי") ? inner : outer).addAll(cards(file));
    }
    assertThat(sorted(inner)).isEqualTo(sorted(expectedCards(count, true)));
    assertThat(sorted(outer)).isEqualTo(sorted(expectedCards(count, false)));
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 100, 10_000})
  void lspstListsTheSameContacts(int count) throws Exception {
    write(count);

    List<String> lines =
        ReaderProgram.run(folder, "lspst", "contacts.pst")
            .lines()
            .filter(line -> line.startsWith("Contact\t"))
            .toList();

    assertThat(sorted(lines))
        .isEqualTo(
            sorted(
                IntStream.range(0, count)
                    .mapToObj(i -> "Contact\t" + escaped(SampleContacts.of(i), PstText.FILE_AS))
                    .toList()));
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 100, 10_000})
  void pffexportWritesTheSameFields(int count) throws Exception {
    write(count);
    ReaderProgram.run(folder, "pffexport", "-q", "-m", "items", "-t", "out", "contacts.pst");

    List<String> read = new ArrayList<>();
    for (Path file : files(folder.resolve("out.export"))) {
      if (file.endsWith("Contact.txt")) {
        Path photo = file.resolveSibling("Attachments/1_ContactPicture.jpg");
        byte[] bytes = Files.exists(photo) ? Files.readAllBytes(photo) : new byte[0];
        read.add(fields(Files.readString(file)) + digest(bytes));
      }
    }

    assertThat(sorted(read))
        .isEqualTo(
            sorted(
                IntStream.range(0, count)
                    .mapToObj(SampleContacts::of)
                    .map(contact -> expectedFields(contact) + digest(photo(contact)))
                    .toList()));
  }

  private static byte[] photo(PstContact contact) {
    PstPhoto photo = contact.photo();
    return photo == null ? new byte[0] : photo.bytes();
  }

  private static String digest(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void allReadersFindContactsThatNobodyThoughtOf() throws Exception {
    int count = OddContacts.all().size();
    OddContactsTests.write(target(), OddContacts.all());
    Path out = Files.createDirectory(folder.resolve("out"));

    String listed = ReaderProgram.run(folder, "lspst", "contacts.pst");
    ReaderProgram.run(
        folder, "readpst", "-q", "-j", "0", "-r", "-cv", "-o", out.toString(), "contacts.pst");
    ReaderProgram.run(folder, "pffexport", "-q", "-m", "items", "-t", "out", "contacts.pst");

    assertThat(listed.lines().filter(line -> line.startsWith("Contact")).count()).isEqualTo(count);
    assertThat(odd(files(out))).containsExactlyElementsOf(numbers(count));
    assertThat(
            odd(
                files(folder.resolve("out.export")).stream()
                    .filter(file -> file.endsWith("Contact.txt"))
                    .toList()))
        .containsExactlyElementsOf(numbers(count));
  }

  /** What their notes end with, by which they are told apart. */
  private static List<Integer> odd(List<Path> files) throws IOException {
    List<Integer> found = new ArrayList<>();
    for (Path file : files) {
      Matcher numbers = ODD.matcher(Files.readString(file));
      while (numbers.find()) {
        found.add(Integer.valueOf(numbers.group(1)));
      }
    }
    return found.stream().sorted().toList();
  }

  private static List<Integer> numbers(int count) {
    return IntStream.range(0, count).boxed().toList();
  }

  @Test
  void aContactThatIsFiledNowhereIsListedByWhatSaysWhoItIs() throws Exception {
    try (PstWriter writer = PstWriter.create(target(), SampleContacts.options())) {
      PstFolder inside = writer.folder("Contacts");
      inside.addContact(PstContact.builder().text(PstText.DISPLAY_NAME, "Ada Lovelace").build());
      inside.addContact(
          PstContact.builder()
              .text(PstText.GIVEN_NAME, "Bob")
              .text(PstText.SURNAME, "Byron")
              .text(PstText.COMPANY, "Mill")
              .build());
      inside.addContact(PstContact.builder().text(PstText.COMPANY, "Mill").build());
      inside.addContact(PstContact.builder().email(new PstEmail("", "eve@example.org")).build());
      inside.addContact(
          PstContact.builder().text(PstText.FILE_AS, "L, A").text(PstText.COMPANY, "Mill").build());
      writer.finish();
    }
    Path out = Files.createDirectory(folder.resolve("out"));

    String listed = ReaderProgram.run(folder, "lspst", "contacts.pst");
    ReaderProgram.run(
        folder, "readpst", "-q", "-j", "0", "-r", "-cv", "-o", out.toString(), "contacts.pst");

    List<String> names = List.of("Ada Lovelace", "Bob Byron", "Mill", "eve@example.org", "L\\, A");
    assertThat(listed.lines().filter(line -> line.startsWith("Contact\t")))
        .containsExactlyElementsOf(names.stream().map(name -> "Contact\t" + name).toList());
    List<String> cards = new ArrayList<>();
    for (Path file : files(out)) {
      cards.addAll(cards(file));
    }
    assertThat(cards.stream().flatMap(String::lines).filter(line -> line.startsWith("FN:")))
        .containsExactlyElementsOf(names.stream().map(name -> "FN:" + name).toList());
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 100, 10_000})
  void pffinfoKnowsTheKindOfFile(int count) throws Exception {
    write(count);

    assertThat(ReaderProgram.run(folder, "pffinfo", "contacts.pst"))
        .containsPattern("File type:\\s+64-bit")
        .containsPattern("Encryption type:\\s+compressible")
        .containsPattern("Folders:\\s+Subtree, Wastbox, Common views, Finder")
        .contains("Password checksum:\tN/A");
  }

  @Test
  void pffexportFindsPhotosAndLongNotesByteForByte() throws Exception {
    try (PstWriter writer = PstWriter.create(target(), SampleContacts.options())) {
      writer.folder("Photo").addContact(SampleContacts.full(1, 200_000));
      for (int megabytes : List.of(1, 10)) {
        writer
            .folder("Notes " + megabytes)
            .addContact(
                SampleContacts.usual(2)
                    .text(PstText.NOTES, "x" + "0123456789abcdef".repeat(megabytes << 15))
                    .build());
      }
      writer.finish();
    }

    ReaderProgram.run(folder, "pffexport", "-q", "-m", "items", "-t", "out", "contacts.pst");

    Path top = folder.resolve("out.export/Top of Outlook data file");
    assertThat(top.resolve("Photo/Contact00001/Attachments/1_ContactPicture.jpg"))
        .hasBinaryContent(SampleContacts.photo(1, 200_000).bytes());
    for (int megabytes : List.of(1, 10)) {
      String text =
          Files.readString(top.resolve("Notes " + megabytes + "/Contact00001/Contact.txt"));
      String notes = "x" + "0123456789abcdef".repeat(megabytes << 15);
      assertThat(text.substring(text.indexOf("Body:")).strip().endsWith("\n" + notes)).isTrue();
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 10})
  void readpstWritesLongNotesWhole(int megabytes) throws Exception {
    String notes = "x" + "0123456789abcdef".repeat(megabytes << 15) + "y";
    try (PstWriter writer = PstWriter.create(target(), SampleContacts.options())) {
      writer.folder("Notes").addContact(SampleContacts.usual(2).text(PstText.NOTES, notes).build());
      writer.finish();
    }
    Path out = Files.createDirectory(folder.resolve("out"));

    ReaderProgram.run(
        folder, "readpst", "-q", "-j", "0", "-r", "-cv", "-o", out.toString(), "contacts.pst");

    List<String> cards = new ArrayList<>();
    for (Path file : files(out)) {
      cards.addAll(cards(file));
    }
    assertThat(cards).hasSize(1);
    assertThat(cards.get(0).lines().anyMatch(("NOTE:" + notes)::equals)).isTrue();
  }

  private void write(int count) throws IOException {
    try (PstWriter writer = PstWriter.create(target(), SampleContacts.options())) {
      PstFolder outer = writer.folder("Außen 😀");
      PstFolder inner = outer.folder("פנימי");
      inner.folder("Empty").folder("Emptier");
      for (int i = 0; i < count; i++) {
        (i % 4 == 0 ? inner : outer).addContact(SampleContacts.of(i));
      }
      writer.finish();
    }
  }

  private Path target() {
    return folder.resolve("contacts.pst");
  }

  /** The readers' order is their own. */
  private static List<String> sorted(List<String> texts) {
    return texts.stream().sorted().toList();
  }

  private static List<Path> files(Path below) throws IOException {
    try (Stream<Path> files = Files.walk(below)) {
      return files.filter(Files::isRegularFile).toList();
    }
  }

  private static List<String> cards(Path file) throws IOException {
    return Stream.of(Files.readString(file).split("(?<=END:VCARD)\\s+"))
        .map(String::strip)
        .filter(card -> !card.isEmpty())
        .toList();
  }

  private static List<String> expectedCards(int count, boolean inner) {
    return IntStream.range(0, count)
        .filter(i -> (i % 4 == 0) == inner)
        .mapToObj(i -> card(SampleContacts.of(i)))
        .toList();
  }

  /** What readpst makes of a contact. */
  private static String card(PstContact contact) {
    PstAddress work = contact.addresses().get(PstAddress.Kind.BUSINESS);
    return String.join(
        "\n",
        "BEGIN:VCARD",
        "FN:" + escaped(contact, PstText.FILE_AS),
        "N:"
            + escaped(contact, PstText.SURNAME)
            + ";"
            + escaped(contact, PstText.GIVEN_NAME)
            + ";;;",
        "EMAIL:" + contact.emails().get(0).address(),
        "EMAIL:" + contact.emails().get(1).address(),
        "BDAY:" + contact.birthday() + "T00:00:00Z",
        "ADR;TYPE=work:;;"
            + String.join(
                ";", work.street(), work.city(), work.state(), work.postalCode(), work.country()),
        "LABEL;TYPE=work:" + escaped(work.whole().replace("\r", "")),
        "TEL;TYPE=work,voice:" + escaped(contact, PstText.BUSINESS_PHONE),
        "TEL;TYPE=cell,voice:" + escaped(contact, PstText.MOBILE_PHONE),
        "TITLE:" + escaped(contact, PstText.JOB_TITLE),
        "ORG:" + escaped(contact, PstText.COMPANY),
        "NOTE:" + escaped(contact.text(PstText.NOTES).replace("\r", "")),
        "VERSION:3.0",
        "END:VCARD");
  }

  private static String escaped(PstContact contact, PstText text) {
    return escaped(contact.text(text));
  }

  private static String escaped(String text) {
    return text.replace("\\", "\\\\").replace(",", "\\,").replace(";", "\\;").replace("\n", "\\n");
  }

  private static Map<String, String> expectedFields(PstContact contact) {
    Map<String, String> fields = new TreeMap<>();
    fields.put("Display name", contact.text(PstText.DISPLAY_NAME));
    fields.put("Subject", contact.text(PstText.DISPLAY_NAME));
    fields.put("File under", contact.text(PstText.FILE_AS));
    fields.put("Given name", contact.text(PstText.GIVEN_NAME));
    fields.put("Surname", contact.text(PstText.SURNAME));
    fields.put("Mobile phone number", contact.text(PstText.MOBILE_PHONE));
    fields.put("Company name", contact.text(PstText.COMPANY));
    fields.put("Job title", contact.text(PstText.JOB_TITLE));
    fields.put("Business phone number 1", contact.text(PstText.BUSINESS_PHONE));
    fields.put("Email address 1", contact.emails().get(0).address());
    fields.put("Email address 2", contact.emails().get(1).address());
    fields.put("Body", contact.text(PstText.NOTES));
    fields.replaceAll((name, value) -> withoutEmoji(value));
    return fields;
  }

  private static Map<String, String> fields(String text) {
    Map<String, String> fields = new TreeMap<>();
    Map<String, String> known = expectedFields(SampleContacts.of(0));
    text.lines()
        .map(line -> line.split(":\\t+", 2))
        .filter(parts -> parts.length == 2 && known.containsKey(parts[0]))
        .forEach(parts -> fields.put(parts[0], withoutEmoji(parts[1])));
    fields.put("Body", withoutEmoji(text.substring(text.indexOf("Body:") + 5).strip()));
    return fields;
  }

  /** libpff of 2018 takes wrong letters for those that UTF-16 writes as two. */
  private static String withoutEmoji(String text) {
    return text.replaceAll("[\\x{10000}-\\x{10FFFF}]", "?");
  }
}
