package io.rollcall.backendsync;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.kernel.ExitCode;
import io.rollcall.operations.RunRecord;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Members, grants and managers: what they point to, and when that becomes known. */
@ParameterizedClass
@EnumSource
class ReferenceJobTests {
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

  private Exported named(String name) {
    return tenant
        .mailbox(name)
        .identity("distinguishedName", "CN=" + name + ",OU=" + tenant.key + ",DC=x")
        .identity("legacyExchangeDn", "/o=" + tenant.key + "/cn=" + name)
        .identity("samAccountName", name)
        .identity("userPrincipalName", name + "@upn." + tenant.domain);
  }

  @Test
  void membersAreAddedRemovedAndReturn() {
    tenant.define("limits: {members: {remove: none}, permissions: {remove: none}}");
    Exported jane = tenant.mailbox("jane");
    Exported bob = tenant.mailbox("bob");
    tenant.export(
        tenant.list("staff").members(tenant.ref("jane")),
        jane,
        bob.trustees("send-as", tenant.ref("jane")));
    done(tenant.run());
    assertThat(tenant.members("staff")).containsExactly("jane 1 present");
    tenant.export(
        tenant.list("staff").members(tenant.ref("bob")),
        jane,
        tenant.mailbox("bob").trustees("send-as"));
    RunRecord changed = tenant.run();
    done(changed);
    assertThat(tenant.members("staff"))
        .containsExactly("bob 1 present", "jane 1 present", "jane 2 gone");
    assertThat(tenant.grants("bob"))
        .containsExactly("send-as jane 1 present", "send-as jane 2 gone");
    assertThat(Workbook.of(changed).sheet("Members"))
        .contains(
            "%s|applied|update|%s|list|member||%s"
                .formatted(tenant.key, tenant.address("staff"), tenant.address("bob")),
            "%s|applied|update|%s|list|member|%s|gone"
                .formatted(tenant.key, tenant.address("staff"), tenant.address("jane")));
    tenant.export(
        tenant.list("staff").members(tenant.ref("jane"), tenant.ref("bob")),
        jane,
        tenant.mailbox("bob").trustees("send-as", tenant.ref("jane")));
    done(tenant.run());
    assertThat(tenant.members("staff"))
        .containsExactly("bob 1 present", "jane 1 present", "jane 2 gone", "jane 3 present");
    assertThat(tenant.grants("bob")).hasSize(3).last().isEqualTo("send-as jane 3 present");
    assertThat(tenant.run().summary()).contains("0 changes");
  }

  @Test
  void listsNestForwardsAndInACircle() {
    tenant.export(
        tenant.list("all").members(tenant.ref("staff"), tenant.ref("jane")),
        tenant.list("staff").members(tenant.ref("all")),
        tenant.mailbox("jane"));
    done(tenant.run());
    assertThat(tenant.members("all")).containsExactly("jane 1 present", "staff 1 present");
    assertThat(tenant.members("staff")).containsExactly("all 1 present");
    assertThat(tenant.run().summary()).contains("0 changes");
  }

  @Test
  void everyFormOfTextFindsItsObject() {
    List<Object> forms =
        List.of(
            "CN=a,OU=" + tenant.key + ",DC=x",
            "/o=" + tenant.key + "/cn=b",
            "CORP\\c",
            "d@upn." + tenant.domain,
            tenant.address("e"),
            "smtp:" + tenant.address("f"),
            tenant.guid("g").toString());
    tenant.export(
        tenant.list("staff").members(forms.toArray()),
        named("a"),
        named("b"),
        named("c"),
        named("d"),
        named("e"),
        named("f"),
        named("g"));
    done(tenant.run());
    List<String> expected = Arrays.stream("abcdefg".split("")).map(n -> n + " 1 present").toList();
    assertThat(tenant.members("staff")).isEqualTo(expected);
    done(tenant.run());
    assertThat(tenant.members("staff")).isEqualTo(expected);

    tenant.export(
        tenant.list("late").members(forms.toArray()),
        tenant.list("staff").members(forms.toArray()),
        named("a"),
        named("b"),
        named("c"),
        named("d"),
        named("e"),
        named("f"),
        named("g"));
    done(tenant.run());
    assertThat(tenant.members("late")).isEqualTo(expected);
  }

  @Test
  void anUnknownMemberIsKeptAsTextUntilItsObjectAppears() {
    Exported staff = tenant.list("staff").members("CORP\\c", tenant.ref("later"));
    tenant.export(staff);
    RunRecord unresolved = tenant.run();
    assertThat(unresolved.outcome()).isEqualTo(ExitCode.DONE_WITH_PROBLEMS);
    assertThat(tenant.problems(unresolved))
        .containsExactly(
            "UNRESOLVED %s: 2 references name nobody that is known: CORP\\c, later"
                .formatted(tenant.address("staff")));
    assertThat(tenant.members("staff")).containsExactly("'CORP\\c' 1 present", "'later' 1 present");
    assertThat(tenant.run().summary()).contains("0 changes");
    assertThat(tenant.members("staff")).hasSize(2);

    tenant.define("limits: {members: {remove: none}}");
    tenant.export(staff, named("c"), tenant.mailbox("later"));
    done(tenant.run());
    assertThat(tenant.members("staff"))
        .containsExactlyInAnyOrder(
            "'CORP\\c' 1 present",
            "'CORP\\c' 2 gone",
            "'later' 1 present",
            "'later' 2 gone",
            "c 1 present",
            "later 1 present");
    done(tenant.run());
    assertThat(tenant.members("staff")).hasSize(6);
  }

  /** Else an operator is called every night for what nobody will mend. */
  @Test
  void aReferenceThatIsKnownToNameNobodyIsANotice() {
    tenant.define("known-problems: {unresolved: [\"corp\\\\*\", \"S-1-5-21-*\"]}");
    Exported staff = tenant.list("staff").members("CORP\\c", "S-1-5-21-7", tenant.ref("later"));
    tenant.export(staff);
    RunRecord mixed = tenant.run();
    assertThat(mixed.outcome()).isEqualTo(ExitCode.DONE_WITH_PROBLEMS);
    assertThat(tenant.problems(mixed))
        .containsExactly(
            "UNRESOLVED %s: 1 reference names nobody that is known: later"
                .formatted(tenant.address("staff")),
            "NOTICE %s: 2 references name nobody, as known-problems.unresolved has it: CORP\\c, S-1-5-21-7"
                .formatted(tenant.address("staff")));
    assertThat(tenant.advice(mixed)).contains("known-problems.unresolved in the job's file");

    tenant.export(staff, tenant.mailbox("later"));
    tenant.define(
        "known-problems: {unresolved: [\"corp\\\\*\", \"S-1-5-21-*\"]}\nlimits: {members: {remove: none}}");
    for (int i = 0; i < 2; i++) {
      RunRecord run = tenant.run();
      done(run);
      assertThat(Workbook.of(run).sheet("Problems").toString())
          .contains("|notice|")
          .contains("CORP\\c");
    }
    assertThat(tenant.members("staff"))
        .contains("'CORP\\c' 1 present", "'S-1-5-21-7' 1 present", "later 1 present");
  }

  /** The panel does not have them yet, so it cannot tell their names. */
  @Test
  void aPreviewNamesTheObjectsThatItWouldAdd() {
    tenant.export(tenant.list("staff").members(), tenant.mailbox("bob"));
    done(tenant.run());
    tenant.export(
        tenant.list("staff").members(tenant.ref("jane")),
        tenant.mailbox("bob").set("general", "manager", tenant.ref("jane")),
        tenant.mailbox("jane"));
    Workbook workbook = Workbook.of(tenant.preview());
    assertThat(workbook.sheet("Members"))
        .contains(
            "%s|planned|update|%s|list|member||%s"
                .formatted(tenant.key, tenant.address("staff"), tenant.address("jane")));
    assertThat(workbook.sheet("Settings"))
        .contains(
            "%s|planned|update|%s|mailbox|general: manager||%s"
                .formatted(tenant.key, tenant.address("bob"), tenant.address("jane")));
  }

  @Test
  void aNewManagerIsShownByAddress() {
    tenant.export(
        tenant.mailbox("bob").set("general", "manager", tenant.ref("jane")),
        tenant.mailbox("jane"),
        tenant.mailbox("ann"));
    done(tenant.run());
    tenant.export(
        tenant.mailbox("bob").set("general", "manager", tenant.address("ann")),
        tenant.mailbox("jane"),
        tenant.mailbox("ann"));
    RunRecord run = tenant.run();
    done(run);
    assertThat(tenant.settings("bob", "general"))
        .last()
        .isEqualTo(
            "2 {\"displayName\":\"bob\",\"manager\":{\"object\":%d}}"
                .formatted(tenant.object("ann")));
    assertThat(Workbook.of(run).sheet("Settings"))
        .contains(
            "%s|applied|update|%s|mailbox|general: manager|%s|%s"
                .formatted(
                    tenant.key,
                    tenant.address("bob"),
                    tenant.address("jane"),
                    tenant.address("ann")));
  }

  @Test
  void aRecreatedMemberTakesTheOldOnesPlace() {
    tenant.define("limits: {mailboxes: {remove: none}, members: {remove: none}}");
    tenant.export(tenant.mailbox("jane"), tenant.list("staff").members(tenant.ref("jane")));
    done(tenant.run());
    tenant.export(
        tenant.list("staff").members(tenant.ref("jane2")),
        tenant.mailbox("jane2").addresses("SMTP:" + tenant.address("jane")));
    done(tenant.run());
    assertThat(tenant.members("staff"))
        .containsExactly("jane 1 present", "jane 2 gone", "jane2 1 present");
    assertThat(tenant.run().summary()).contains("0 changes");
  }

  @Test
  void nobodyIsMadeAMemberWhoIsNotAddedAfterAll() {
    tenant.define("limits: {members: {remove: none}}");
    Exported keeper =
        tenant
            .mailbox("keeper")
            .addresses("SMTP:" + tenant.address("keeper"), "smtp:" + tenant.address("info"));
    Exported claimant = tenant.mailbox("claimant").addresses("SMTP:" + tenant.address("info"));
    tenant.export(tenant.list("staff").members(tenant.ref("keeper")), keeper);
    done(tenant.run());

    // The claimant is read before it is known that the keeper keeps the address.
    tenant.export(
        claimant,
        tenant.list("staff").members(tenant.ref("keeper"), tenant.ref("claimant")),
        keeper);
    RunRecord run = tenant.run();

    assertThat(run.outcome()).isEqualTo(ExitCode.DONE_WITH_PROBLEMS);
    assertThat(tenant.objects()).isEqualTo(2);
    assertThat(tenant.members("staff"))
        .containsExactlyInAnyOrder("keeper 1 present", "'claimant' 1 present");

    tenant.export(
        claimant,
        tenant.list("staff").members(tenant.ref("keeper"), tenant.ref("claimant")),
        tenant.mailbox("keeper").addresses("SMTP:" + tenant.address("keeper")));
    done(tenant.run());
    assertThat(tenant.members("staff")).contains("keeper 1 present", "claimant 1 present");
    assertThat(tenant.workingRows()).isZero();
  }
}
