package io.rollcall.report;

import org.apache.poi.ss.usermodel.PrintSetup;
import org.apache.poi.xssf.usermodel.XSSFSheet;

/** Paper: landscape, all columns on one page's width. */
final class PrintLayout {

  private PrintLayout() {}

  static void apply(XSSFSheet sheet) {
    PrintSetup print = sheet.getPrintSetup();
    print.setLandscape(true);
    print.setFitWidth((short) 1);
    // As many pages as the lines need.
    print.setFitHeight((short) 0);
    sheet.setFitToPage(true);
  }
}
