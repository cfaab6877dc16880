package io.rollcall.directorysync;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.kernel.ExitCode;
import io.rollcall.operations.RunRecord;
import io.rollcall.plan.Plan;
import io.rollcall.sandbox.graph.SandboxSettings;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Addresses that two want, values that do not fit, and a panel that moved under a plan. */
@ParameterizedClass
@EnumSource
class ConflictJobTests {
  private static final String LOOSE =
      "limits: {accounts: {remove: none}, aliases: {remove: none}, members: {remove: none}}\n";

  @Parameter JobDatabase database;
  SyncedTenant tenant;

  @BeforeEach
  void open() {
    tenant = new SyncedTenant(database.home(), SandboxSettings.hostile(14));
    tenant.define(LOOSE);
  }

  @AfterEach
  void close() {
    tenant.close();
  }

  private void conflicted(RunRecord run, String problem) {
    assertThat(run.outcome()).as(tenant.why(run)).isEqualTo(ExitCode.DONE_WITH_PROBLEMS);
    assertThat(tenant.problems(run)).containsExactly(problem);
  }

  @Test
  void anAliasMovesFromOneUserToAnother() {
    String ada = tenant.user("ada", "sales");
    String ben = tenant.user("ben");
    tenant.done();
    tenant.directory.set(ada, "proxyAddresses", tenant.addresses("ada"));
    tenant.directory.set(ben, "proxyAddresses", tenant.addresses("ben", "sales"));
    tenant.done();
    assertThat(tenant.addresses()).containsEntry("sales", ben).hasSize(3);
    assertThat(tenant.history(ada)).contains("address removed sales alias -> ");
    assertThat(tenant.history(ben)).contains("address added sales  -> alias");
    tenant.directory.delete(ben);
    tenant.directory.set(ada, "proxyAddresses", tenant.addresses("ada", "sales", "ben"));
    tenant.done();
    assertThat(tenant.addresses()).containsEntry("sales", ada).containsEntry("ben", ada).hasSize(3);
  }

  @Test
  void anAddressThatTwoClaimStaysWithItsHolderUntilOneGivesItUp() {
    String ada = tenant.user("ada", "sales");
    tenant.done();
    String ben = tenant.user("ben", "sales");
    conflicted(
        tenant.run(),
        "CONFLICT ben@DOMAIN: the address sales@DOMAIN is held by ada@DOMAIN; it was left there");
    assertThat(tenant.addresses()).containsEntry("sales", ada).containsKey("ben");
    conflicted(
        tenant.run(),
        "CONFLICT ben@DOMAIN: the address sales@DOMAIN is held by ada@DOMAIN; it was left there");
    tenant.directory.set(ada, "proxyAddresses", tenant.addresses("ada"));
    tenant.done();
    assertThat(tenant.addresses()).containsEntry("sales", ben);
    assertThat(
            tenant.home.count(
                "SELECT COUNT(*) FROM runner_directory_again WHERE organization_id = ?",
                tenant.id()))
        .isZero();
  }

  @Test
  void twoNewOnesWithOneAddressAreAConflictWhateverTheirChunks() {
    for (int i = 0; i < 15; i++) {
      tenant.user("u" + i, i % 14 == 0 ? new String[] {"sales"} : new String[0]);
    }
    RunRecord run = tenant.run();
    assertThat(run.outcome()).as(tenant.why(run)).isEqualTo(ExitCode.DONE_WITH_PROBLEMS);
    assertThat(tenant.problems(run))
        .hasSize(1)
        .allMatch(text -> text.contains("is held by another object of the directory"));
    assertThat(tenant.addresses()).containsKey("sales").hasSize(16);
  }

  @Test
  void anAddressOfAnotherOrganizationIsNotTaken() {
    try (SyncedTenant other = new SyncedTenant(database.home(), SandboxSettings.hostile(15))) {
      String theirs = "info@" + other.domain;
      other.user("ada", "info");
      other.done();
      String ben = tenant.user("ben", theirs);
      RunRecord run = tenant.run();
      assertThat(tenant.problems(run))
          .containsExactly(
              "CONFLICT ben@DOMAIN: the address "
                  + theirs
                  + " is held by another organization; it was left there");
      assertThat(tenant.addresses()).containsOnlyKeys("ben");
      other.define(LOOSE + "filters: {exclude: ['ada@*']}\nsource-minimum: 0%");
      other.done();
      tenant.done();
      assertThat(tenant.addresses()).containsEntry(theirs, ben);
    }
  }

  @Test
  void aValueThatDoesNotFitLeavesItsUserAsItWasUntilItIsShortened() {
    String ada = tenant.user("ada");
    tenant.user("ben");
    tenant.done();
    tenant.directory.set(ada, "jobTitle", "x".repeat(1025));
    conflicted(tenant.run(), "SKIPPED ada@DOMAIN: jobTitle is longer than the panel can hold");
    assertThat(tenant.users()).containsExactly("ada", "ben");
    tenant.directory.set(ada, "jobTitle", "Clerk");
    tenant.done();
    assertThat(tenant.history(ada)).endsWith("user updated jobTitle  -> Clerk");
  }

  @Test
  void whatMovedInThePanelSinceThePlanIsAConflictAndIsLookedAtAgain() {
    String ada = tenant.user("ada");
    String ben = tenant.user("ben");
    String list = tenant.list("all", ada);
    tenant.done();
    tenant.directory.set(ada, "displayName", "Ada L.");
    tenant.directory.set(ben, "displayName", "Ben M.");
    tenant.directory.join(list, ben);
    Plan plan = tenant.plan(tenant.preview());
    tenant
        .home
        .jdbc()
        .update(
            "UPDATE panel_directory_user SET display_name = 'by hand' WHERE organization_id = ? AND"
                + " graph_id = ?",
            tenant.id(),
            ada);
    RunRecord applied = tenant.apply(plan);
    conflicted(
        applied,
        "CONFLICT ada@DOMAIN: it changed in the panel after the plan was made; it was not written");
    assertThat(tenant.members(list)).hasSize(2);
    assertThat(tenant.history(ben)).endsWith("user updated displayName ben -> Ben M.");
    tenant.done();
    assertThat(tenant.history(ada)).endsWith("user updated displayName by hand -> Ada L.");
  }

  @Test
  void idsDifferByCaseAlone() {
    String ada = tenant.user("ada");
    tenant.done();
    tenant
        .home
        .jdbc()
        .update(
            """
            INSERT INTO panel_directory_user (organization_id, graph_id, user_principal_name, removed, first_run_id, first_at, changed_run_id, changed_at)
            VALUES (?, ?, 'other@x.example', TRUE, 1, '2026-01-01 00:00:00', 1, '2026-01-01 00:00:00')
            """,
            tenant.id(),
            ada.toUpperCase(java.util.Locale.ROOT));
    tenant.directory.set(ada, "displayName", "Ada L.");
    assertThat(tenant.done().summary()).contains("0 added, 1 updated, 0 removed");
    assertThat(tenant.users()).isEqualTo(List.of("ada"));
  }
}
