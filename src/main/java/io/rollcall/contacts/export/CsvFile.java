package io.rollcall.contacts.export;

import io.rollcall.graph.ContactCard;
import io.rollcall.graph.ContactField;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Stream;

/** Comma separated values with Outlook's header, in UTF-8 with the mark that programs look for. */
final class CsvFile implements FileFormat {
  private static final int MARK = '\uFEFF';
  private static final List<String> HEADER =
      OutlookColumns.ALL.stream().map(ContactColumn::title).toList();

  /** More than the header has columns for. */
  private static final int EMAILS = 3;

  private static final int PHONES = 2;

  @Override
  public List<WrittenFile> write(ExportedMailbox mailbox, Path file, Counts counts)
      throws IOException {
    try (BufferedWriter out = Files.newBufferedWriter(file, StandardCharsets.UTF_8);
        Stream<ExportedContact> contacts = mailbox.contacts().get()) {
      out.write(MARK);
      Csv.append(out, HEADER);
      for (Iterator<ExportedContact> all = contacts.iterator(); all.hasNext(); ) {
        ExportedContact contact = all.next();
        Csv.append(out, row(contact.card()));
        noteLosses(contact.card(), counts);
        counts.contact(contact, false);
      }
    }
    return List.of(new WrittenFile(file, counts.contacts()));
  }

  private static List<String> row(ContactCard card) {
    return OutlookColumns.ALL.stream()
        .map(column -> Characters.encodable(column.of(card)))
        .toList();
  }

  private static void noteLosses(ContactCard card, Counts counts) {
    counts.mended(card);
    for (ContactField field : OutlookColumns.WITHOUT_COLUMN) {
      if (card.values().containsKey(field)) {
        counts.leftOut("no column for " + FieldNames.of(field));
      }
    }
    if (card.emails().size() > EMAILS) {
      counts.leftOut("more than 3 e-mail addresses");
    }
    for (ContactField field : List.of(ContactField.BUSINESS_PHONES, ContactField.HOME_PHONES)) {
      if (card.texts(field).size() > PHONES) {
        counts.leftOut("more than 2 of " + FieldNames.of(field));
      }
    }
  }

  @Override
  public void check(ExportedMailbox mailbox, List<WrittenFile> files, Counts counts)
      throws IOException {
    Path file = files.get(0).path();
    try (BufferedReader in = Files.newBufferedReader(file, StandardCharsets.UTF_8);
        Stream<ExportedContact> contacts = mailbox.contacts().get()) {
      if (in.read() != MARK || !HEADER.equals(Csv.read(in))) {
        throw new ReadBackException("the header is not in order");
      }
      for (Iterator<ExportedContact> all = contacts.iterator(); all.hasNext(); ) {
        ExportedContact contact = all.next();
        if (!row(contact.card()).equals(Csv.read(in))) {
          throw new ReadBackException("row %d differs".formatted(counts.contacts() + 2));
        }
        counts.contact(contact, false);
      }
      if (in.read() >= 0) {
        throw new ReadBackException("there are more than %d".formatted(counts.contacts()));
      }
    }
  }
}
