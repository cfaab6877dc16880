package io.rollcall.contacts.export;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.graph.ContactCard;
import io.rollcall.graph.ContactField;
import io.rollcall.kernel.Progress;
import java.nio.file.Path;
import java.util.Date;
import java.util.Map;
import java.util.Objects;
import org.apache.poi.ss.usermodel.Cell;
import org.apache.poi.ss.usermodel.CellType;
import org.apache.poi.ss.usermodel.Row;
import org.apache.poi.xssf.usermodel.XSSFSheet;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SheetFileTests {
  @TempDir Path folder;

  @Test
  void anotherReaderFindsEveryCellOfExtremeContactsAsText() throws Exception {
    ExportedMailbox mailbox = ExtremeMailbox.of(200);
    Path file = folder.resolve("contacts.xlsx");
    new SheetFile().write(mailbox, file, new Counts(Progress.NONE, () -> {}, "writing", 0));

    try (XSSFWorkbook workbook = new XSSFWorkbook(file.toFile())) {
      assertThat(workbook.getNumberOfSheets()).isEqualTo(1);
      XSSFSheet sheet = workbook.getSheetAt(0);
      assertThat(sheet.getLastRowNum()).isEqualTo(200);
      for (int i = 0; i < 200; i++) {
        assertRow(sheet.getRow(i + 1), ExtremeMailbox.contact(i));
      }
    }
  }

  private static void assertRow(Row row, ExportedContact contact) {
    assertThat(text(row.getCell(0))).isEqualTo(String.join("/", contact.folder()));
    int at = 1;
    for (ContactColumn column : SheetColumns.ALL) {
      assertThat(text(row.getCell(at++))).as(column.title()).isEqualTo(column.of(contact.card()));
    }
    assertThat(row.getCell(at++).getDateCellValue())
        .isEqualTo(Date.from(Objects.requireNonNull(contact.created())));
    assertThat(row.getCell(at).getDateCellValue())
        .isEqualTo(Date.from(Objects.requireNonNull(contact.modified())));
  }

  private static String text(Cell cell) {
    if (cell == null) {
      return "";
    }
    assertThat(cell.getCellType()).isEqualTo(CellType.STRING);
    return cell.getStringCellValue();
  }

  @Test
  void everyFieldHasAColumn() {
    ContactCard full = ExtremeMailbox.full();

    for (ContactField field : ContactField.values()) {
      ContactCard alone =
          new ContactCard(Map.of(field, Objects.requireNonNull(full.values().get(field))));
      assertThat(SheetColumns.ALL.stream().filter(column -> !column.of(alone).isEmpty()))
          .as(field.name())
          .isNotEmpty();
    }
    assertThat(SheetColumns.ALL).extracting(ContactColumn::title).doesNotHaveDuplicates();
  }
}
