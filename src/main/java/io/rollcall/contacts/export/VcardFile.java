package io.rollcall.contacts.export;

import ezvcard.VCard;
import ezvcard.VCardVersion;
import ezvcard.io.text.VCardReader;
import ezvcard.io.text.VCardWriter;
import io.rollcall.graph.ContactCard;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Stream;

/** One vCard after the other, version 4.0 (RFC 6350). */
final class VcardFile implements FileFormat {

  @Override
  public List<WrittenFile> write(ExportedMailbox mailbox, Path file, Counts counts)
      throws IOException {
    try (BufferedWriter out = Files.newBufferedWriter(file, StandardCharsets.UTF_8);
        VCardWriter writer = new VCardWriter(out, VCardVersion.V4_0);
        Stream<ExportedContact> contacts = mailbox.contacts().get()) {
      writer.setAddProdId(false);
      for (Iterator<ExportedContact> all = contacts.iterator(); all.hasNext(); ) {
        ExportedContact contact = all.next();
        if (!PlainCard.of(contact.card()).equals(contact.card())) {
          counts.leftOut("control characters, or the kind of a line's end");
        }
        counts.mended(contact.card());
        writer.write(VcardWriting.of(contact));
        counts.contact(contact, true);
      }
    }
    return List.of(new WrittenFile(file, counts.contacts()));
  }

  @Override
  public void check(ExportedMailbox mailbox, List<WrittenFile> files, Counts counts)
      throws IOException {
    Path file = files.get(0).path();
    try (BufferedReader in = Files.newBufferedReader(file, StandardCharsets.UTF_8);
        VCardReader reader = new VCardReader(in);
        Stream<ExportedContact> contacts = mailbox.contacts().get()) {
      for (Iterator<ExportedContact> all = contacts.iterator(); all.hasNext(); ) {
        ExportedContact contact = all.next();
        VCard found = reader.readNext();
        if (found == null) {
          throw new ReadBackException("the file ends after %d".formatted(counts.contacts()));
        }
        compare(contact, found, counts.contacts() + 1);
        counts.contact(contact, true);
      }
      if (reader.readNext() != null) {
        throw new ReadBackException("there are more than %d".formatted(counts.contacts()));
      }
    }
  }

  private static void compare(ExportedContact contact, VCard found, long number) {
    ContactCard expected = PlainCard.of(contact.card());
    ContactCard card = VcardReading.card(found);
    if (!card.equals(expected)) {
      throw new ReadBackException(
          "contact %d differs in %s".formatted(number, PlainCard.difference(expected, card)));
    }
    if (!Arrays.equals(contact.photo(), VcardReading.photo(found))) {
      throw new ReadBackException("contact %d differs in its photo".formatted(number));
    }
    if (!VcardReading.folder(found).equals(VcardWriting.folder(contact))) {
      throw new ReadBackException("contact %d differs in its folder".formatted(number));
    }
  }
}
