package io.rollcall.report;

import static io.rollcall.report.Reports.content;
import static io.rollcall.report.Reports.row;
import static io.rollcall.report.Reports.texts;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rollcall.kernel.ExitCode;
import io.rollcall.kernel.RollcallException;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import org.apache.poi.openxml4j.exceptions.InvalidFormatException;
import org.apache.poi.openxml4j.opc.OPCPackage;
import org.apache.poi.openxml4j.opc.PackageAccess;
import org.apache.poi.ss.usermodel.CellType;
import org.apache.poi.ss.usermodel.DateUtil;
import org.apache.poi.xddf.usermodel.chart.XDDFBarChartData;
import org.apache.poi.xddf.usermodel.chart.XDDFChartData;
import org.apache.poi.xssf.usermodel.XSSFCell;
import org.apache.poi.xssf.usermodel.XSSFSheet;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReportWorkbookTests {

  private static final List<Column> COLUMNS =
      List.of(
          new Column("Address", Column.Type.TEXT, 40),
          new Column("Quota", Column.Type.NUMBER, 12),
          new Column("Seen", Column.Type.TIME, 20));

  @TempDir Path folder;

  @Test
  void theSummaryComesFirstWithHeadTablesAndTrend() throws Exception {
    try (var workbook = written(content(texts("Problems", "one")))) {
      XSSFSheet summary = workbook.getSheetAt(0);
      assertThat(summary.getSheetName()).isEqualTo("Summary");
      assertThat(lines(summary))
          .contains(
              "Sync Data from backend",
              "Job|acme-backend",
              "Run|12",
              "Outcome|done with problems",
              "Errors|0.0",
              "Warnings|3.0",
              "Kind|Added|Removed",
              "mailboxes <b>|3.0|0.0",
              "Organization|Limit",
              "nothing");
    }
  }

  @Test
  void theSummaryHasANativeChartOfTheTrend() throws Exception {
    try (var workbook = written(content())) {
      XSSFSheet summary = workbook.getSheetAt(0);
      assertThat(summary.getDrawingPatriarch().getCharts()).hasSize(1);
      List<XDDFChartData> data = summary.getDrawingPatriarch().getCharts().get(0).getChartSeries();
      assertThat(data).singleElement().isInstanceOf(XDDFBarChartData.class);
      assertThat(summary.getDrawingPatriarch().getCharts().get(0).getCTChart().xmlText())
          .contains("<c:overlap val=\"100\"/>");
      List<String> ranges = new ArrayList<>();
      for (int i = 0; i < data.get(0).getSeriesCount(); i++) {
        XDDFChartData.Series series = data.get(0).getSeries(i);
        ranges.add(series.getValuesData().getDataRangeReference());
        assertThat(series.getCategoryData().getPointAt(2)).isEqualTo("12");
      }
      assertThat(ranges).hasSize(4).allMatch(r -> r.startsWith("Summary!"));
      assertThat(data.get(0).getSeries(3).getValuesData().getPointAt(1)).isEqualTo(2.0);
    }
  }

  @Test
  void theChartStandsBesideTheHeadAndCoversNoTable() throws Exception {
    try (var workbook = written(content())) {
      XSSFSheet summary = workbook.getSheetAt(0);
      var chart = summary.getDrawingPatriarch().getCTDrawing().getTwoCellAnchorArray(0);
      for (int line = chart.getFrom().getRow(); line < chart.getTo().getRow(); line++) {
        var row = summary.getRow(line);
        assertThat(row == null ? 0 : (int) row.getLastCellNum())
            .isLessThanOrEqualTo(chart.getFrom().getCol());
      }
    }
  }

  @Test
  void theSummaryIsAsWideAsItsTexts() throws Exception {
    String limit = "mailboxes.remove 2 of 45 allowed (limit 10%, at most 500)";
    var table = new SummaryTable("Room", List.of("For", "Limit"), List.of(List.of("acme", limit)));
    var plain = content();
    try (var workbook =
        written(new ReportContent(plain.head(), List.of(table), List.of(), List.of()))) {
      XSSFSheet summary = workbook.getSheetAt(0);
      assertThat(summary.getColumnWidth(1)).isEqualTo((limit.length() + 2) * 256);
    }
  }

  @Test
  void aFirstRunWithoutTrendHasNoChart() throws Exception {
    var plain = content();
    try (var workbook =
        written(new ReportContent(plain.head(), plain.tables(), List.of(), List.of()))) {
      assertThat(workbook.getSheetAt(0).getDrawingPatriarch()).isNull();
    }
  }

  @Test
  void numbersAndTimesAreReal() throws Exception {
    Instant seen = Instant.parse("2026-11-21T23:59:58.123456Z");
    try (var workbook =
        written(content(new Sheet("Mailboxes", COLUMNS, c -> c.accept(row("a@b", 5L, seen)))))) {
      XSSFSheet sheet = workbook.getSheet("Mailboxes");
      assertThat(sheet.getRow(1).getCell(1).getCellType()).isEqualTo(CellType.NUMERIC);
      assertThat(sheet.getRow(1).getCell(1).getNumericCellValue()).isEqualTo(5.0);
      XSSFCell time = sheet.getRow(1).getCell(2);
      assertThat(DateUtil.isCellDateFormatted(time)).isTrue();
      assertThat(time.getCellStyle().getDataFormatString()).isEqualTo("yyyy-mm-dd hh:mm:ss");
      assertThat(time.getLocalDateTimeCellValue())
          .isEqualTo(LocalDateTime.parse("2026-11-21T23:59:58.123"));
    }
  }

  @Test
  void whatExcelCannotHoldExactlyBecomesText() throws Exception {
    Rows rows =
        c -> {
          c.accept(row("long", 1234567890123456L, Instant.parse("1899-01-01T00:00:00Z")));
          c.accept(row("nan", Double.NaN, "never"));
          c.accept(row("exact", new BigDecimal("0.5"), null));
          c.accept(row(17));
        };
    try (var workbook = written(content(new Sheet("Odd", COLUMNS, rows)))) {
      assertThat(lines(workbook.getSheet("Odd")))
          .containsExactly(
              "Address|Quota|Seen",
              "long|1234567890123456|1899-01-01T00:00:00Z",
              "nan|NaN|never",
              "exact|0.5",
              "17");
    }
  }

  @Test
  void dataSheetsHaveAFrozenHeaderAFilterAndWidths() throws Exception {
    try (var workbook =
        written(content(new Sheet("Mailboxes", COLUMNS, c -> c.accept(row("a", 1, null)))))) {
      XSSFSheet sheet = workbook.getSheet("Mailboxes");
      assertThat(sheet.getPaneInformation().isFreezePane()).isTrue();
      assertThat(sheet.getPaneInformation().getHorizontalSplitPosition()).isEqualTo((short) 1);
      assertThat(sheet.getCTWorksheet().getAutoFilter().getRef()).isEqualTo("A1:C2");
      assertThat(sheet.getCTWorksheet().getDimension().getRef()).isEqualTo("A1:C2");
      assertThat(sheet.getColumnWidth(0)).isEqualTo(40 * 256);
    }
  }

  @Test
  void textStaysTextAndIsNeverAFormula() throws Exception {
    String[] texts = {
      "=HYPERLINK(\"http://x\")",
      "+49",
      "-1",
      "@x",
      "'x",
      "007",
      "  padded ",
      "_x0041_",
      "a\r\nb\u0000",
      "Zoë 🙂",
      "שלום",
      "<&\">",
      ""
    };
    try (var workbook = written(content(texts("Texts", texts)))) {
      XSSFSheet sheet = workbook.getSheet("Texts");
      for (int i = 0; i < texts.length; i++) {
        XSSFCell cell = sheet.getRow(i + 1).getCell(0);
        assertThat(cell.getCellType()).isEqualTo(CellType.STRING);
        assertThat(cell.getStringCellValue()).isEqualTo(texts[i]);
        assertThat(cell.getCellStyle().getQuotePrefixed()).as(texts[i]).isEqualTo(i < 5);
      }
    }
  }

  @Test
  void theSummaryKeepsTextUnchangedToo() throws Exception {
    String text = "=cmd|' /C calc'!A0_x0041_\u0001";
    var table = new SummaryTable(text, List.of(text), List.of(List.of(text)));
    var head = content().head();
    try (var workbook = written(new ReportContent(head, List.of(table), List.of(), List.of()))) {
      assertThat(lines(workbook.getSheetAt(0))).filteredOn(text::equals).hasSize(3);
    }
  }

  @Test
  void aMegabyteOfTextIsCutVisibly() throws Exception {
    try (var workbook = written(content(texts("Long", "m".repeat(1_000_000))))) {
      String cell = workbook.getSheet("Long").getRow(1).getCell(0).getStringCellValue();
      assertThat(cell).hasSizeLessThanOrEqualTo(32_767).endsWith(" characters]").startsWith("mmm");
    }
  }

  @Test
  void aFullSheetContinuesOnANextOne() throws Exception {
    Path target = folder.resolve("report.xlsx");
    new ReportWorkbook(3).writeTo(content(texts("Rows", "1", "2", "3", "4", "5")), target);
    try (var workbook = new XSSFWorkbook(target.toFile())) {
      assertThat(lines(workbook.getSheet("Rows"))).containsExactly("Text", "1", "2");
      assertThat(lines(workbook.getSheet("Rows (2)"))).containsExactly("Text", "3", "4");
      assertThat(lines(workbook.getSheet("Rows (3)"))).containsExactly("Text", "5");
      assertThat(workbook.getSheet("Rows (2)").getPaneInformation().isFreezePane()).isTrue();
      assertThat(workbook.getSheet("Rows (3)").getCTWorksheet().getAutoFilter().getRef())
          .isEqualTo("A1:A2");
    }
  }

  @Test
  void aSheetThatIsExactlyFullHasNoContinuation() throws Exception {
    Path target = folder.resolve("report.xlsx");
    new ReportWorkbook(3).writeTo(content(texts("Rows", "1", "2")), target);
    try (var workbook = new XSSFWorkbook(target.toFile())) {
      assertThat(workbook.getNumberOfSheets()).isEqualTo(2);
    }
  }

  @Test
  void anEmptySheetSaysSo() throws Exception {
    try (var workbook = written(content(texts("Empty")))) {
      assertThat(lines(workbook.getSheet("Empty"))).containsExactly("Text", "nothing");
    }
  }

  @Test
  void nothingTemporaryIsLeftAndAnOlderFileIsReplaced() throws Exception {
    Path target = folder.resolve("deep/er/report.xlsx");
    ReportWorkbook.write(content(texts("A", "old")), target);
    ReportWorkbook.write(content(texts("A", "new")), target);
    assertThat(files(target.resolveSibling(""))).containsExactly(target);
    try (var workbook = open(target)) {
      assertThat(lines(workbook.getSheet("A"))).contains("new");
    }
  }

  @Test
  void aPlaceThatCannotBeWrittenIsAnErrorWithANextStep() throws Exception {
    Path file = Files.writeString(folder.resolve("file"), "in the way");
    assertThatThrownBy(() -> ReportWorkbook.write(content(), file.resolve("report.xlsx")))
        .isInstanceOfSatisfying(
            RollcallException.class,
            e -> {
              assertThat(e.exitCode()).isEqualTo(ExitCode.FAILED);
              assertThat(e).hasMessageContaining("run 12").hasMessageContaining("report.xlsx");
              assertThat(e.nextStep()).endsWith("scripts/rollcall report 12");
            });
    assertThat(files(folder)).containsExactly(file);
  }

  /** It was moved over a device that way. */
  @Test
  void whatIsNoFileIsNotReplaced() throws Exception {
    Path pipe = folder.resolve("pipe");
    assertThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor()).isZero();
    for (Path target : List.of(pipe, Files.createDirectory(folder.resolve("empty")))) {
      assertThatThrownBy(() -> ReportWorkbook.write(content(), target))
          .isInstanceOf(RollcallException.class)
          .hasMessageEndingWith("cannot be written to %s: it is there and is no file", target);
    }
    assertThat(Files.readAttributes(pipe, BasicFileAttributes.class).isOther()).isTrue();
  }

  @Test
  void whatTheRowsThrowPassesUnchangedAndLeavesTheOldFile() throws Exception {
    Path target = folder.resolve("report.xlsx");
    Files.writeString(target, "old");
    var broken = new IllegalStateException("the database went away", new IOException("reset"));
    Rows rows =
        c -> {
          c.accept(row("a"));
          throw broken;
        };
    assertThatThrownBy(
            () -> ReportWorkbook.write(content(new Sheet("Rows", COLUMNS, rows)), target))
        .isSameAs(broken);
    assertThat(files(folder)).containsExactly(target);
    assertThat(target).hasContent("old");
  }

  private XSSFWorkbook written(ReportContent content) throws Exception {
    Path target = folder.resolve("report.xlsx");
    ReportWorkbook.write(content, target);
    return open(target);
  }

  private static XSSFWorkbook open(Path file) throws IOException, InvalidFormatException {
    return new XSSFWorkbook(OPCPackage.open(file.toFile(), PackageAccess.READ));
  }

  private static List<Path> files(Path folder) throws IOException {
    try (var files = Files.walk(folder)) {
      return files.filter(f -> !f.equals(folder)).toList();
    }
  }

  private static List<String> lines(XSSFSheet sheet) {
    List<String> lines = new ArrayList<>();
    sheet.forEach(
        row -> {
          List<String> cells = new ArrayList<>();
          row.forEach(
              cell ->
                  cells.add(
                      cell.getCellType() == CellType.NUMERIC
                          ? String.valueOf(cell.getNumericCellValue())
                          : cell.getStringCellValue()));
          lines.add(String.join("|", cells));
        });
    return lines;
  }
}
