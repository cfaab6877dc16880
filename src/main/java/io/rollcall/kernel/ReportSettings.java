package io.rollcall.kernel;

import java.util.List;

/**
 * Who gets a job's report, and when.
 *
 * @param recipients mail addresses; empty sends no mail (the workbook is written all the same)
 * @param when the runs that are worth a mail
 */
public record ReportSettings(List<String> recipients, When when) {

  public ReportSettings {
    recipients = List.copyOf(recipients);
  }

  /** The runs that are worth a mail. */
  public enum When {
    /** Every run. */
    ALWAYS,
    /** Runs that found changes, had problems, were refused or failed. */
    CHANGES,
    /** Runs that had problems, were refused or failed. */
    PROBLEMS,
    /** Runs that failed or were refused. */
    FAILURE
  }
}
