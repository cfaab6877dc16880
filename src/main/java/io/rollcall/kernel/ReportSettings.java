package io.rollcall.kernel;

import java.util.List;
import java.util.regex.Pattern;

/**
 * Who gets a job's report, and when.
 *
 * @param recipients mail addresses; empty sends no mail (the workbook is written all the same)
 * @param when the runs that are worth a mail
 */
public record ReportSettings(
    @Default("[]")
        @Described("Mail addresses; none means no mail (the workbook is written all the same).")
        List<String> recipients,
    @Default("always") @Described("The runs that are worth a mail.") When when) {

  /** More than a plain syntax check would refuse addresses that mail servers take. */
  private static final Pattern ADDRESS =
      Pattern.compile("[^@\\s\\p{Cntrl}]+@[^@\\s\\p{Cntrl}]+", Pattern.UNICODE_CHARACTER_CLASS);

  /**
   * @throws IllegalArgumentException when a recipient has no {@code @} or several, or any white
   *     space or line end, which could add headers to a mail
   */
  public ReportSettings {
    recipients = List.copyOf(recipients);
    for (String recipient : recipients) {
      if (!ADDRESS.matcher(recipient).matches()) {
        throw new IllegalArgumentException("recipients: '" + recipient + "' is no mail address");
      }
    }
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
