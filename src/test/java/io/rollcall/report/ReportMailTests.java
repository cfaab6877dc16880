package io.rollcall.report;

import static io.rollcall.report.Reports.content;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.rollcall.kernel.ExitCode;
import io.rollcall.kernel.ReportSettings.When;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ReportMailTests {

  @TempDir Path folder;

  @Test
  void theSubjectSaysJobOutcomeTimeAndCounts() {
    assertThat(ReportMail.of(content(), null, 0).subject())
        .isEqualTo(
            "[Rollcall] acme-backend: done with problems, run 12, 2026-11-21 02:00 UTC, 0 errors, 3"
                + " warnings");
  }

  @Test
  void lineBreaksNeverReachTheSubject() {
    var head = Reports.head("a\r\nBcc: x@y\u2028\u0000b", ExitCode.FAILED);
    assertThat(ReportMail.of(content(head), null, 0).subject())
        .startsWith("[Rollcall] a  Bcc: x@y  b: failed, run 12");
  }

  @Test
  void aLongNameIsCutAndTheRestOfTheSubjectStays() {
    var head = Reports.head("🙂".repeat(300), ExitCode.FAILED);
    assertThat(ReportMail.of(content(head), null, 0).subject())
        .hasSizeLessThanOrEqualTo(250)
        .endsWith("🙂…: failed, run 12, 2026-11-21 02:00 UTC, 0 errors, 3 warnings");
  }

  @Test
  void theBodiesHaveTheSummaryAndHtmlIsEscaped() {
    ReportMail mail = ReportMail.of(content(), null, 0);
    assertThat(mail.text())
        .contains("3 mailboxes were added & 1 <list> has no members.")
        .contains("Outcome       done with problems\n")
        .contains("mailboxes <b>  3      0\n")
        .contains("Refused\nOrganization  Limit\nnothing\n");
    assertThat(mail.html())
        .contains("3 mailboxes were added &amp; 1 &lt;list&gt; has no members.")
        .contains(">mailboxes &lt;b&gt;</td>")
        .doesNotContain("<list>", "<b>");
  }

  @Test
  void aFailedRunSaysHowToGoOn() {
    var head = Reports.head("acme", ExitCode.FAILED);
    assertThat(ReportMail.of(content(head), null, 0).text()).contains("scripts/rollcall show 12");
  }

  @Test
  void aLongTableIsCutInTheMail() {
    List<List<Object>> rows = new ArrayList<>();
    for (int i = 0; i < 53; i++) {
      rows.add(List.of("org" + i));
    }
    var table = new SummaryTable("Organizations", List.of("Key"), rows);
    var mail =
        ReportMail.of(
            new ReportContent(content().head(), List.of(table), List.of(), List.of()), null, 0);
    assertThat(mail.text()).contains("org49\n3 more in the workbook").doesNotContain("org50");
    assertThat(mail.html()).contains("org49", "3 more in the workbook").doesNotContain("org50");
  }

  @Test
  void theWorkbookIsAttachedUpToTheLimit() throws Exception {
    Path workbook = Files.write(folder.resolve("report.xlsx"), new byte[1000]);
    ReportMail attached = ReportMail.of(content(), workbook, 1000);
    assertThat(attached.attachment()).isEqualTo(workbook);
    assertThat(attached.text()).endsWith("The workbook is attached.\n");

    ReportMail tooLarge = ReportMail.of(content(), workbook, 999);
    assertThat(tooLarge.attachment()).isNull();
    assertThat(tooLarge.text()).contains("is not attached", workbook.toString());
    assertThat(tooLarge.html()).contains("is not attached", workbook.toString());
  }

  @Test
  void aWorkbookThatCouldNotBeWrittenDoesNotKeepTheMailBack() {
    assertThat(ReportMail.of(content(), null, 1000).text()).contains("scripts/rollcall report 12");
    assertThat(ReportMail.of(content(), folder.resolve("gone.xlsx"), 1000).text())
        .contains("could not be read", "scripts/rollcall report 12");
  }

  @ParameterizedTest
  @MethodSource
  void theSettingDecidesWhichRunsAreWorthAMail(
      ExitCode outcome, long changes, long problems, List<When> worth) {
    assertThat(When.values())
        .filteredOn(when -> ReportMail.wanted(when, outcome, changes, problems))
        .containsExactlyElementsOf(worth);
  }

  static Stream<Arguments> theSettingDecidesWhichRunsAreWorthAMail() {
    List<When> all = List.of(When.values());
    List<When> allButFailure = List.of(When.ALWAYS, When.CHANGES, When.PROBLEMS);
    return Stream.of(
        arguments(ExitCode.DONE, 0, 0, List.of(When.ALWAYS)),
        arguments(ExitCode.DONE, 1, 0, List.of(When.ALWAYS, When.CHANGES)),
        arguments(ExitCode.DONE, 0, 1, allButFailure),
        arguments(ExitCode.DONE_WITH_PROBLEMS, 0, 0, allButFailure),
        arguments(ExitCode.REFUSED, 0, 0, all),
        arguments(ExitCode.FAILED, 0, 0, all),
        arguments(ExitCode.STOPPED, 0, 0, List.of(When.ALWAYS)),
        arguments(ExitCode.TERMINATED, 5, 0, List.of(When.ALWAYS, When.CHANGES)));
  }
}
