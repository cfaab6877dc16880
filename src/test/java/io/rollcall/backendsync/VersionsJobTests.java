package io.rollcall.backendsync;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.kernel.ExitCode;
import io.rollcall.operations.RunRecord;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Settings in versions: what a change writes, and what changes nothing. */
@ParameterizedClass
@EnumSource
class VersionsJobTests {
  @Parameter JobDatabase database;
  Tenant tenant;

  @BeforeEach
  void open() {
    tenant = database.tenant();
  }

  private Exported[] small() {
    return new Exported[] {
      tenant.mailbox("jane").trustees("send-as", tenant.ref("bob")),
      tenant.mailbox("bob").set("general", "manager", tenant.ref("jane")),
      tenant.list("staff").members(tenant.ref("jane"), tenant.ref("bob"), "nobody known"),
      tenant.contact("fred")
    };
  }

  @Test
  void theSameExportTwiceWritesNothingTwice() {
    tenant.export(small());
    RunRecord first = tenant.run();
    assertThat(first.outcome()).isEqualTo(ExitCode.DONE_WITH_PROBLEMS);
    assertThat(tenant.problems(first))
        .containsExactly(
            "UNRESOLVED staff@%s: 1 reference names nobody that is known: nobody known"
                .formatted(tenant.domain));
    List<String> rows = tenant.rows();
    assertThat(tenant.objects()).isEqualTo(4);
    assertThat(tenant.recognised()).isEqualTo(3);
    assertThat(tenant.workingRows()).isZero();

    RunRecord second = tenant.run();
    assertThat(second.summary()).startsWith("4 records read: 0 changes").contains("4 unchanged");
    assertThat(tenant.problems(second)).isEqualTo(tenant.problems(first));
    assertThat(tenant.rows()).isEqualTo(rows);
    assertThat(tenant.workingRows()).isZero();
  }

  @Test
  void aChangedSettingIsOneNewVersionAndTheWayBackAThird() {
    tenant.export(tenant.mailbox("jane"), tenant.mailbox("bob"));
    tenant.run();
    List<String> rows = tenant.rows();
    tenant.export(tenant.mailbox("jane").displayName("Jane Doe"), tenant.mailbox("bob"));
    RunRecord changed = tenant.run();
    assertThat(changed.outcome()).isEqualTo(ExitCode.DONE);
    tenant.export(tenant.mailbox("jane"), tenant.mailbox("bob"));
    tenant.run();

    assertThat(tenant.settings("jane", "general"))
        .containsExactly(
            "1 {\"displayName\":\"jane\"}",
            "2 {\"displayName\":\"Jane Doe\"}",
            "3 {\"displayName\":\"jane\"}");
    assertThat(tenant.rows()).hasSize(rows.size() + 2);
    assertThat(Workbook.of(changed).sheet("Settings"))
        .contains(
            "%s|applied|update|%s|mailbox|general: displayName|jane|Jane Doe"
                .formatted(tenant.key, tenant.address("jane")));
  }

  @Test
  void aGroupThatCannotBeReadKeepsWhatThePanelHas() {
    tenant.export(tenant.mailbox("jane").set("mail-flow", "recipientLimits", 100));
    tenant.run();
    List<String> rows = tenant.rows();
    tenant.export(tenant.mailbox("jane").unread("mail-flow", "NOT_AVAILABLE"));
    assertThat(tenant.run().outcome()).isEqualTo(ExitCode.DONE);
    assertThat(tenant.rows()).isEqualTo(rows);
    tenant.export(tenant.mailbox("jane"));
    assertThat(tenant.run().outcome()).isEqualTo(ExitCode.DONE);
    tenant.export(tenant.mailbox("jane").set("mail-flow", "recipientLimits", 100));
    assertThat(tenant.run().outcome()).isEqualTo(ExitCode.DONE);
    assertThat(tenant.rows()).isEqualTo(rows);

    tenant.export(tenant.mailbox("jane").unread("mail-flow", "FAILED"));
    RunRecord failed = tenant.run();
    assertThat(failed.outcome()).isEqualTo(ExitCode.DONE_WITH_PROBLEMS);
    assertThat(tenant.problems(failed))
        .singleElement()
        .asString()
        .startsWith("SKIPPED " + tenant.address("jane"))
        .contains("mail-flow")
        .contains("the server said no");
    assertThat(tenant.rows()).isEqualTo(rows);
    assertThat(tenant.problems(tenant.run())).isEqualTo(tenant.problems(failed));
  }

  @Test
  void aContactStaysDisabledWhereTheSourceCannotGiveTheAttributeThatSaysIt() {
    tenant.export(tenant.contact("cid").set("general", "customAttribute2", "disabled"));
    tenant.run();
    assertThat(tenant.settings("cid", "disabled")).containsExactly("1 {\"disabled\":true}");
    List<String> rows = tenant.rows();

    tenant.export(tenant.contact("cid").unable("general", "customAttribute2"));
    assertThat(tenant.run().outcome()).isEqualTo(ExitCode.DONE);
    assertThat(tenant.rows()).isEqualTo(rows);

    tenant.export(tenant.contact("cid"));
    tenant.run();
    assertThat(tenant.settings("cid", "disabled"))
        .containsExactly("1 {\"disabled\":true}", "2 {\"disabled\":false}");
  }

  @Test
  void addressesMembersAndGrantsThatCannotBeReadStay() {
    tenant.export(
        tenant
            .mailbox("jane")
            .addresses("SMTP:" + tenant.address("jane"), "smtp:" + tenant.address("j"))
            .trustees("full-access", tenant.ref("bob")),
        tenant.mailbox("bob"),
        tenant.list("staff").members(tenant.ref("bob")));
    tenant.run();
    List<String> rows = tenant.rows();
    for (String state : List.of("FAILED", "NOT_AVAILABLE", "NOT_SUPPORTED")) {
      tenant.export(
          tenant
              .mailbox("jane")
              .unread("email-addresses", state.equals("FAILED") ? "NOT_AVAILABLE" : state)
              .unread("permissions.full-access", state),
          tenant.mailbox("bob"),
          tenant.list("staff").unread("members", state));
      tenant.run();
      assertThat(tenant.rows()).as(state).isEqualTo(rows);
    }
  }

  @Test
  void unlimitedANumberAndTheDatabaseDefaultAreThreeValues() {
    tenant.export(quota(false, "Unlimited"));
    tenant.run();
    tenant.export(quota(false, "2 GB (2,147,483,648 bytes)"));
    tenant.run();
    tenant.export(quota(true, "2 GB (2,147,483,648 bytes)"));
    tenant.run();
    tenant.export(quota(true, "5 GB (5,368,709,120 bytes)"));
    tenant.run();
    assertThat(tenant.settings("jane", "advanced.quota"))
        .hasSize(3)
        .satisfies(
            versions -> {
              assertThat(versions.get(0)).contains("\"prohibitSendQuota\":\"unlimited\"");
              assertThat(versions.get(1)).contains("\"prohibitSendQuota\":2147483648");
              assertThat(versions.get(2)).contains("\"prohibitSendQuota\":\"database-default\"");
            });
  }

  private Exported quota(boolean defaults, String quota) {
    return tenant
        .mailbox("jane")
        .set("advanced.quota", "useDatabaseQuotaDefaults", defaults)
        .set("advanced.quota", "prohibitSendQuota", quota);
  }

  @Test
  void volatileFiguresAreNoChange() {
    tenant.export(tenant.mailbox("jane"));
    tenant.run();
    List<String> rows = tenant.rows();
    String line = tenant.mailbox("jane").line();
    tenant.exportLines(
        List.of(
            line.substring(0, line.length() - 1)
                + ",\"statistics\":{\"itemCount\":7,\"totalItemSize\":99}}"));
    RunRecord run = tenant.run();
    assertThat(run.outcome()).as(tenant.problems(run).toString()).isEqualTo(ExitCode.DONE);
    assertThat(run.summary()).contains("0 changes");
    assertThat(tenant.rows()).isEqualTo(rows);
  }
}
