package io.rollcall.backendsync;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.kernel.ExitCode;
import io.rollcall.operations.RunRecord;
import io.rollcall.plan.Plan;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Limits and the source gate: what closes them, and what a closed one leaves alone. */
@ParameterizedClass
@EnumSource
class GateJobTests {
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

  private Exported[] mailboxes(int from, int to) {
    return IntStream.range(from, to)
        .mapToObj(i -> tenant.mailbox("m" + i))
        .toArray(Exported[]::new);
  }

  private void refused(RunRecord run, List<String> rows, String reason) {
    assertThat(run.outcome()).as(run.reason()).isEqualTo(ExitCode.REFUSED);
    assertThat(tenant.plan(run).state()).isEqualTo(Plan.State.REFUSED);
    assertThat(tenant.plan(run).gates().reasons()).isEqualTo(reason);
    assertThat(tenant.rows()).isEqualTo(rows);
  }

  @Test
  void removalsMayReachTenPercentAndNoMore() {
    tenant.export(mailboxes(0, 20));
    done(tenant.run());
    List<String> rows = tenant.rows();
    long recognised = tenant.recognised();
    Exported[] three = mailboxes(3, 20);
    three[0].displayName("changed");
    tenant.export(three);
    refused(tenant.run(), rows, "mailboxes.remove 3 of 2 allowed (limit 10%, at most 500)");
    assertThat(tenant.recognised()).isEqualTo(recognised);
    RunRecord preview = tenant.preview();
    assertThat(preview.summary())
        .contains("4 changes would be made (0 added, 1 updated, 3 gone; 4 of them refused)");
    refused(preview, rows, "mailboxes.remove 3 of 2 allowed (limit 10%, at most 500)");
    assertThat(Workbook.of(preview).sheet("Summary").toString())
        .contains("mailboxes.remove 3 of 2 allowed (limit 10%, at most 500)|REFUSED");

    tenant.export(mailboxes(2, 20));
    RunRecord equal = tenant.run();
    done(equal);
    assertThat(equal.summary()).contains("2 gone");
    // A tenth of the 18 that are left is rounded up to 2.
    tenant.export(mailboxes(4, 20));
    assertThat(tenant.run().summary()).contains("2 gone");
  }

  @Test
  void ofCountAndPercentTheSmallerHolds() {
    tenant.define("limits: {mailboxes: {remove: {count: 1, percent: 50}}}");
    tenant.export(mailboxes(0, 10));
    done(tenant.run());
    tenant.export(mailboxes(2, 10));
    refused(tenant.run(), tenant.rows(), "mailboxes.remove 2 of 1 allowed (limit 50%, at most 1)");
    tenant.export(mailboxes(1, 10));
    done(tenant.run());
  }

  @Test
  void addsMembersAndTheTotalHaveLimits() {
    tenant.define("limits: {mailboxes: {add: 2}, members: {add: 1}, total: 3}");
    tenant.export(mailboxes(0, 3));
    refused(tenant.run(), List.of(), "mailboxes.add 3 of 2 allowed (limit 2)");
    tenant.export(mailboxes(0, 2)[0], mailboxes(0, 2)[1], tenant.list("staff").members());
    done(tenant.run());
    List<String> rows = tenant.rows();
    tenant.export(
        mailboxes(0, 2)[0],
        mailboxes(0, 2)[1],
        tenant.list("staff").members(tenant.ref("m0"), tenant.ref("m1")));
    refused(tenant.run(), rows, "members.add 2 of 1 allowed (limit 1)");
    tenant.export(
        tenant.mailbox("m0").displayName("x").set("database", "database", "db1"),
        tenant.mailbox("m1").displayName("x").set("database", "database", "db1"),
        tenant.list("staff").members());
    refused(tenant.run(), rows, "total 4 of 3 allowed (limit 3)");
  }

  @Test
  void anEmptySourceAgainstAFullPanelIsRefusedUntilAPersonAcceptsIt() {
    tenant.define("limits: {mailboxes: {remove: none}}");
    tenant.export(mailboxes(0, 3));
    done(tenant.run());
    tenant.export();
    refused(
        tenant.run(),
        tenant.rows(),
        "the source gave 0 records, at least 1 is needed (an empty source while the panel holds objects)");
    RunRecord accepted = tenant.acceptingDrop();
    done(accepted);
    assertThat(accepted.summary()).contains("3 gone");
    assertThat(
            tenant.home.count(
                "SELECT COUNT(*) FROM runner_audit WHERE action = 'run-accept-source-drop' AND target = ?",
                "run " + accepted.run().id()))
        .isEqualTo(1);
    done(tenant.run());
  }

  @Test
  void halfASourcePassesAndLessDoesNot() {
    tenant.define("limits: {mailboxes: {remove: none}}");
    tenant.export(mailboxes(0, 8));
    done(tenant.run());
    tenant.export(mailboxes(0, 3));
    refused(
        tenant.run(),
        tenant.rows(),
        "the source gave 3 records, at least 4 are needed (50% of the last complete read, 8)");
    tenant.export(mailboxes(0, 4));
    done(tenant.run());
    tenant.export(mailboxes(0, 1));
    assertThat(tenant.run().outcome()).isEqualTo(ExitCode.REFUSED);
    done(tenant.acceptingDrop());
  }

  @Test
  void oneOrganizationOverItsLimitDoesNotHoldUpTheOthers() {
    List<Tenant> three = List.of(tenant, database.tenant(), database.tenant());
    Path folder = tenant.home.file("exports/three-" + tenant.key);
    String job = "three-" + tenant.key;
    tenant.home.job(
        job,
        """
        family: backend-sync
        organizations: [%s]
        source: {type: exchange-export, path: exports/%s}
        limits: {mailboxes: {add: 2}}
        """
            .formatted(String.join(", ", three.stream().map(t -> t.key).toList()), job));
    for (int i = 0; i < 3; i++) {
      Tenant each = three.get(i);
      List<String> lines =
          IntStream.range(0, i == 1 ? 3 : 2).mapToObj(n -> each.mailbox("m" + n).line()).toList();
      Tenant.write(
          folder.resolve(each.key + ".jsonl"),
          String.join("\n", Exported.file(each.key, lines)) + "\n");
    }
    RunRecord run = tenant.home.run(job);
    assertThat(run.outcome()).isEqualTo(ExitCode.REFUSED);
    assertThat(three.stream().map(Tenant::objects)).containsExactly(2L, 0L, 2L);
    assertThat(three.stream().map(t -> t.plan(run).state()))
        .containsExactly(Plan.State.APPLIED, Plan.State.REFUSED, Plan.State.APPLIED);
    assertThat(three.get(1).recognised()).isZero();
    assertThat(run.summary())
        .contains("7 changes found (7 added, 0 updated, 0 gone; 3 of them not written)");
    Workbook workbook = Workbook.of(run);
    assertThat(workbook.sheet("Mailboxes"))
        .filteredOn(row -> row.contains("|add|"))
        .extracting(row -> row.substring(0, row.indexOf("|add|")))
        .containsExactlyInAnyOrder(
            three.get(0).key + "|applied",
            three.get(0).key + "|applied",
            three.get(1).key + "|refused",
            three.get(1).key + "|refused",
            three.get(1).key + "|refused",
            three.get(2).key + "|applied",
            three.get(2).key + "|applied");
    List<String> summary = workbook.sheet("Summary");
    assertThat(summary.subList(summary.indexOf("Changes"), summary.size()).get(2))
        .isEqualTo("mailboxes|4|0|0");
    int unwritten = summary.indexOf("Changes found and not, or not all, written");
    assertThat(summary.get(unwritten + 2)).isEqualTo("mailboxes|3|0|0");
    assertThat(summary)
        .contains("Headroom (an added or missing object counts once, with all that belongs to it)");
  }
}
