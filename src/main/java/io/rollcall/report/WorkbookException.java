package io.rollcall.report;

/** Carries what stopped the writing of a workbook out of code that cannot declare it. */
final class WorkbookException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  WorkbookException(Exception cause) {
    super(cause);
  }
}
