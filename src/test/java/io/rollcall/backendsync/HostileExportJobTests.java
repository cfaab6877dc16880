package io.rollcall.backendsync;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.kernel.ExitCode;
import io.rollcall.operations.RunRecord;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Exports that are cut, wrong, hostile or huge. */
@ParameterizedClass
@EnumSource
class HostileExportJobTests {
  @Parameter JobDatabase database;
  Tenant tenant;

  @BeforeEach
  void open() {
    tenant = database.tenant();
  }

  private void done(RunRecord run) {
    assertThat(run.outcome())
        .as(run.summary() + run.reason() + tenant.problems(run))
        .isEqualTo(ExitCode.DONE);
  }

  private String text(String... records) {
    return String.join("\n", Exported.file(tenant.key, List.of(records))) + "\n";
  }

  private void refusedWhole(String text, String why) {
    tenant.write(text);
    RunRecord run = tenant.run();
    assertThat(run.outcome()).isEqualTo(ExitCode.FAILED);
    assertThat(tenant.plan(run).failure()).contains(tenant.key + ".jsonl").contains(why);
    assertThat(tenant.objects()).isZero();
  }

  @Test
  void aFileThatIsNotWholeIsRefusedWhole() {
    String whole = text(tenant.mailbox("jane").line(), tenant.mailbox("bob").line());
    refusedWhole(whole.substring(0, whole.indexOf("{\"type\":\"trailer\"")), "trailer");
    refusedWhole(whole.substring(0, whole.length() / 2), "trailer");
    refusedWhole(whole.replace("\"mailbox\":2", "\"mailbox\":3"), "3");
    refusedWhole(whole + tenant.mailbox("late").line() + "\n", "trailer");
    refusedWhole("", "");
  }

  @Test
  void anotherOrganizationsExportIsNotRead() {
    tenant.write(String.join("\n", Exported.file("stranger", List.of())) + "\n");
    RunRecord run = tenant.run();
    assertThat(run.outcome()).isEqualTo(ExitCode.FAILED);
    assertThat(tenant.plan(run).failure())
        .startsWith("organization " + tenant.key + ": ")
        .contains("is an export of organization stranger");
  }

  @Test
  void aMissingExportSaysWhereItShouldBe() {
    RunRecord run = tenant.run();
    assertThat(run.outcome()).isEqualTo(ExitCode.FAILED);
    assertThat(tenant.plan(run).failure())
        .contains(tenant.key + ".jsonl does not exist")
        .contains("Export-ExchangeObjects.ps1");
  }

  @Test
  void aLineThatIsNoJsonIsOneProblemAndTheOthersAreUsed() {
    tenant.exportLines(
        List.of(
            tenant.mailbox("jane").line(),
            "{\"type\":\"mailbox\",\"identity\":{\"guid\":",
            tenant.mailbox("bob").line()));
    RunRecord run = tenant.run();
    assertThat(run.outcome()).as(failure(run)).isEqualTo(ExitCode.DONE_WITH_PROBLEMS);
    assertThat(tenant.problems(run)).anySatisfy(t -> assertThat(t).startsWith("SKIPPED line 3"));
    assertThat(tenant.objects()).isEqualTo(2);
  }

  private String failure(RunRecord run) {
    return run.reason() + tenant.plan(run).failure();
  }

  @Test
  void aRecordOfAnUnknownKindIsOneProblemAndTheOthersAreUsed() {
    tenant.exportLines(
        List.of(
            tenant.mailbox("jane").line(),
            tenant.mailbox("bob").line().replace("\"type\":\"mailbox\"", "\"type\":\"printer\"")));
    RunRecord run = tenant.run();
    assertThat(run.outcome()).as(failure(run)).isEqualTo(ExitCode.DONE_WITH_PROBLEMS);
    assertThat(tenant.problems(run))
        .filteredOn(problem -> problem.startsWith("SKIPPED"))
        .singleElement()
        .asString()
        .contains("printer");
    assertThat(tenant.objects()).isEqualTo(1);
  }

  @Test
  void aNameOfAMegabyteIsAProblemOfItsGroup() {
    tenant.export(tenant.mailbox("jane").displayName("x".repeat(1_000_000)), tenant.mailbox("bob"));
    RunRecord run = tenant.run();
    assertThat(run.outcome()).as(failure(run)).isEqualTo(ExitCode.DONE_WITH_PROBLEMS);
    assertThat(tenant.problems(run))
        .singleElement()
        .satisfies(
            problem ->
                assertThat(problem)
                    .startsWith("SKIPPED " + tenant.address("jane"))
                    .hasSizeLessThan(3000));
    assertThat(tenant.objects()).isEqualTo(2);
    assertThat(tenant.settings("jane", "general")).isEmpty();
    assertThat(tenant.run().summary()).contains("0 changes");
  }

  @Test
  void emojiRightToLeftAndFormulasArriveAsTheyAre() {
    List<String> names =
        List.of(
            "\uD83D\uDC69\u200D\uD83D\uDCBB Zoë",
            "\u202Eمرحبا\u202C",
            "=1+1",
            "@SUM(A1)",
            "+49",
            "-x");
    tenant.export(IntStream.range(0, names.size()).mapToObj(i -> tenant.mailbox("m" + i)).toList());
    done(tenant.run());
    tenant.export(
        IntStream.range(0, names.size())
            .mapToObj(i -> tenant.mailbox("m" + i).displayName(names.get(i)))
            .toList());
    RunRecord run = tenant.run();
    done(run);
    Workbook workbook = Workbook.of(run);
    assertThat(workbook.hasFormula()).isFalse();
    for (int i = 0; i < names.size(); i++) {
      String name = names.get(i);
      assertThat(tenant.settings("m" + i, "general"))
          .last()
          .isEqualTo("2 {\"displayName\":\"" + name + "\"}");
      assertThat(workbook.sheet("Settings"))
          .anySatisfy(row -> assertThat(row).endsWith("|" + name));
    }
    assertThat(tenant.run().summary()).contains("0 changes");
  }
}
