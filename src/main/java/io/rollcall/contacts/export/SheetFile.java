package io.rollcall.contacts.export;

import io.rollcall.report.Column;
import io.rollcall.report.DataWorkbook;
import io.rollcall.report.Sheet;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** An Excel workbook with a row for each contact and a column for each field, all of them texts. */
final class SheetFile implements FileFormat {
  private static final int WIDTH = 24;
  private static final int EMAILS = 3;
  private static final Instant FIRST_MOMENT = Instant.parse("1900-03-01T00:00:00Z");
  private static final Instant AFTER_LAST_MOMENT = Instant.parse("+10000-01-01T00:00:00Z");
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss").withZone(ZoneOffset.UTC);

  @Override
  public List<WrittenFile> write(ExportedMailbox mailbox, Path file, Counts counts)
      throws IOException {
    Sheet sheet =
        new Sheet(
            "Contacts",
            columns(),
            rows -> {
              try (Stream<ExportedContact> contacts = mailbox.contacts().get()) {
                contacts.forEach(
                    contact -> {
                      rows.accept(row(contact));
                      noteLosses(contact, counts);
                      counts.contact(contact, false);
                    });
              }
            });
    DataWorkbook.write(List.of(sheet), file);
    return List.of(new WrittenFile(file, counts.contacts()));
  }

  private static List<Column> columns() {
    List<Column> columns = new ArrayList<>();
    columns.add(new Column("Folder", Column.Type.TEXT, WIDTH));
    SheetColumns.ALL.forEach(
        column -> columns.add(new Column(column.title(), Column.Type.TEXT, WIDTH)));
    columns.add(new Column("Created (UTC)", Column.Type.TIME, WIDTH));
    columns.add(new Column("Modified (UTC)", Column.Type.TIME, WIDTH));
    return columns;
  }

  private static List<@Nullable Object> row(ExportedContact contact) {
    List<@Nullable Object> row = new ArrayList<>();
    row.add(textOrNull(String.join("/", contact.folder())));
    SheetColumns.ALL.forEach(column -> row.add(textOrNull(column.of(contact.card()))));
    row.add(second(contact.created()));
    row.add(second(contact.modified()));
    return row;
  }

  private static @Nullable String textOrNull(String text) {
    return text.isEmpty() ? null : text;
  }

  /** A moment to the second; text where Excel's calendar has none. */
  private static @Nullable Object second(@Nullable Instant time) {
    if (time == null) {
      return null;
    }
    Instant second = time.truncatedTo(ChronoUnit.SECONDS);
    boolean known = !second.isBefore(FIRST_MOMENT) && second.isBefore(AFTER_LAST_MOMENT);
    return known ? second : TIME.format(second);
  }

  private static void noteLosses(ExportedContact contact, Counts counts) {
    counts.mended(contact.card());
    for (ContactColumn column : SheetColumns.ALL) {
      String text = column.of(contact.card());
      if (!DataWorkbook.shown(text).equals(text)) {
        counts.leftOut("cut, for a cell holds 32,767 characters: " + column.title());
      }
    }
    if (contact.card().emails().size() > EMAILS) {
      counts.leftOut("more than 3 e-mail addresses");
    }
  }

  @Override
  public void check(ExportedMailbox mailbox, List<WrittenFile> files, Counts counts)
      throws IOException {
    try (Stream<ExportedContact> contacts = mailbox.contacts().get()) {
      Iterator<ExportedContact> all = contacts.iterator();
      DataWorkbook.read(
          files.get(0).path(),
          columns().size(),
          row -> {
            if (!all.hasNext()) {
              throw new ReadBackException("there are more than %d".formatted(counts.contacts()));
            }
            ExportedContact contact = all.next();
            if (!shown(row(contact)).equals(row)) {
              throw new ReadBackException("row %d differs".formatted(counts.contacts() + 2));
            }
            counts.contact(contact, false);
          });
      if (all.hasNext()) {
        throw new ReadBackException("the file ends after %d".formatted(counts.contacts()));
      }
    }
  }

  private static List<String> shown(List<@Nullable Object> row) {
    return row.stream()
        .map(
            value ->
                value instanceof Instant time
                    ? TIME.format(time)
                    : DataWorkbook.shown(value == null ? "" : value.toString()))
        .toList();
  }
}
