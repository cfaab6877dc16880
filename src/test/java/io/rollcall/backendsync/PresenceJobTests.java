package io.rollcall.backendsync;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.kernel.ExitCode;
import io.rollcall.operations.RunRecord;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** What the backend no longer has, and what returns. */
@ParameterizedClass
@EnumSource
class PresenceJobTests {
  @Parameter JobDatabase database;
  Tenant tenant;

  @BeforeEach
  void open() {
    tenant = database.tenant();
    tenant.define("limits: {mailboxes: {remove: none}, addresses: {remove: none}}");
  }

  @Test
  void aDeletedMailboxIsMarkedOnceAndStaysVisibleUntilItReturns() {
    tenant.export(tenant.mailbox("jane"), tenant.mailbox("bob"));
    tenant.run();
    tenant.export(tenant.mailbox("bob"));
    RunRecord missed = tenant.run();
    assertThat(missed.outcome()).isEqualTo(ExitCode.DONE);
    assertThat(missed.summary()).contains("1 gone");
    RunRecord later = tenant.run();
    assertThat(later.summary()).contains("0 changes");
    assertThat(tenant.presence("jane")).containsExactly("1 present", "2 gone");
    assertThat(
            tenant.home.count(
                "SELECT COUNT(*) FROM panel_object_current WHERE id = ? AND state = 'gone' AND identity_run_id = ?",
                tenant.object("jane"),
                missed.run().id()))
        .isEqualTo(1);
    for (RunRecord run : List.of(missed, later)) {
      assertThat(Workbook.of(run).sheet("In panel, not on backend"))
          .hasSize(2)
          .last()
          .asString()
          .startsWith(
              "%s|mailbox|%s||%d|"
                  .formatted(tenant.key, tenant.address("jane"), missed.run().id()));
    }

    tenant.export(tenant.mailbox("jane"), tenant.mailbox("bob"));
    RunRecord returned = tenant.run();
    assertThat(tenant.presence("jane")).containsExactly("1 present", "2 gone", "3 present");
    assertThat(Workbook.of(returned).sheet("In panel, not on backend"))
        .hasSize(2)
        .last()
        .isEqualTo("nothing");
    assertThat(tenant.run().summary()).contains("0 changes");
    assertThat(tenant.presence("jane")).hasSize(3);
    assertThat(tenant.settings("jane", "general")).hasSize(1);
    assertThat(tenant.holders(tenant.address("jane"))).containsExactly("1 present jane primary");
  }

  @Test
  void aRecreatedMailboxIsAnotherObjectThatTakesTheAddress() {
    tenant.export(tenant.mailbox("jane"), tenant.mailbox("bob"));
    tenant.run();
    Exported recreated = tenant.mailbox("jane2").addresses("SMTP:" + tenant.address("jane"));
    tenant.export(recreated, tenant.mailbox("bob"));
    RunRecord run = tenant.run();
    assertThat(run.outcome()).as(tenant.problems(run).toString()).isEqualTo(ExitCode.DONE);
    assertThat(tenant.objects()).isEqualTo(3);
    assertThat(tenant.presence("jane")).containsExactly("1 present", "2 gone");
    assertThat(tenant.presence("jane2")).containsExactly("1 present");
    assertThat(tenant.holders(tenant.address("jane")))
        .containsExactly("1 present jane primary", "2 present jane2 primary");
    assertThat(Workbook.of(run).sheet("Mailboxes"))
        .contains(
            "%1$s|applied|add|%2$s|user|replaces|%2$s (object %3$d)|%4$s"
                .formatted(
                    tenant.key,
                    tenant.address("jane"),
                    tenant.object("jane"),
                    tenant.guid("jane2")));
    assertThat(tenant.run().summary()).contains("0 changes");
  }

  @Test
  void aMailboxRecreatedRunsLaterReplacesTheGoneOne() {
    tenant.export(tenant.mailbox("jane"), tenant.mailbox("bob"));
    tenant.run();
    tenant.export(tenant.mailbox("bob"));
    tenant.run();
    tenant.export(
        tenant.mailbox("jane2").addresses("SMTP:" + tenant.address("jane")), tenant.mailbox("bob"));
    RunRecord run = tenant.run();
    assertThat(run.outcome()).isEqualTo(ExitCode.DONE);
    assertThat(tenant.presence("jane")).containsExactly("1 present", "2 gone");
    assertThat(tenant.holders(tenant.address("jane")))
        .containsExactly("1 present jane primary", "2 present jane2 primary");
    assertThat(Workbook.of(run).sheet("Mailboxes").toString())
        .contains(
            "replaces|%s (object %d)".formatted(tenant.address("jane"), tenant.object("jane")));
    // The old one comes back while the new one holds its address.
    tenant.export(
        tenant.mailbox("jane"),
        tenant.mailbox("jane2").addresses("SMTP:" + tenant.address("jane")),
        tenant.mailbox("bob"));
    RunRecord both = tenant.run();
    assertThat(both.outcome()).isEqualTo(ExitCode.DONE_WITH_PROBLEMS);
    assertThat(tenant.problems(both))
        .containsExactly(
            "CONFLICT %1$s: the address smtp:%1$s is held in the panel by %1$s (object %2$d)"
                .formatted(tenant.address("jane"), tenant.object("jane2")));
    assertThat(tenant.holders(tenant.address("jane"))).hasSize(2);
  }

  @Test
  void aLineThatIsNoRecordMarksNobodyGone() {
    List<String> lines = new ArrayList<>();
    lines.add(tenant.mailbox("jane").line());
    lines.add(tenant.mailbox("bob").line());
    tenant.exportLines(lines);
    tenant.run();
    List<String> rows = tenant.rows();
    tenant.exportLines(List.of(lines.get(0), "{\"type\":\"mailbox\",\"identity\":{\"gu"));
    RunRecord run = tenant.run();
    assertThat(run.outcome()).isEqualTo(ExitCode.DONE_WITH_PROBLEMS);
    assertThat(tenant.problems(run))
        .hasSize(2)
        .anySatisfy(text -> assertThat(text).startsWith("SKIPPED line 3"))
        .anySatisfy(
            text ->
                assertThat(text)
                    .isEqualTo(
                        "NOTICE presence: 1 record could not be identified, so nothing was marked gone in this run"));
    assertThat(tenant.rows()).isEqualTo(rows);
  }

  @Test
  void aRefusedRecordWithAGuidProvesThatItsObjectIsThere() {
    tenant.export(tenant.mailbox("jane"), tenant.mailbox("bob"), tenant.mailbox("carl"));
    tenant.run();
    tenant.export(
        tenant.mailbox("jane").addresses("SMTP:a@x.example", "SMTP:b@x.example"),
        tenant.mailbox("bob").type("NewFangledMailbox"));
    RunRecord run = tenant.run();
    assertThat(run.outcome()).isEqualTo(ExitCode.DONE_WITH_PROBLEMS);
    assertThat(tenant.problems(run))
        .hasSize(2)
        .allSatisfy(text -> assertThat(text).startsWith("SKIPPED line "))
        .anySatisfy(text -> assertThat(text).contains("NewFangledMailbox"));
    assertThat(tenant.presence("jane")).containsExactly("1 present");
    assertThat(tenant.presence("bob")).containsExactly("1 present");
    assertThat(tenant.presence("carl")).containsExactly("1 present", "2 gone");
  }
}
