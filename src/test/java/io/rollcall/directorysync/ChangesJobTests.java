package io.rollcall.directorysync;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.kernel.ExitCode;
import io.rollcall.kernel.Run;
import io.rollcall.operations.RunRecord;
import io.rollcall.operations.RunRequest;
import io.rollcall.plan.Plan;
import io.rollcall.sandbox.graph.Kind;
import io.rollcall.sandbox.graph.SandboxGraph.Received;
import io.rollcall.sandbox.graph.SandboxSettings;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Rounds of changes, and when everything is read instead. */
@ParameterizedClass
@EnumSource
class ChangesJobTests {
  private static final String LOOSE =
      "limits: {accounts: {remove: none}, aliases: {remove: none}, lists: {remove: none}, members:"
          + " {remove: none}}\n";

  @Parameter JobDatabase database;
  SyncedTenant tenant;

  @BeforeEach
  void open() {
    tenant = new SyncedTenant(database.home(), SandboxSettings.hostile(13));
    tenant.define(LOOSE);
  }

  @AfterEach
  void close() {
    tenant.close();
  }

  private List<String> sorted(String... ids) {
    return List.copyOf(new TreeSet<>(List.of(ids)));
  }

  private static boolean full(Plan plan) {
    return plan.complete();
  }

  @Test
  void aRoundWithoutChangesAsksOnlyForChangesAndWritesNoRow() {
    tenant.list("all", tenant.user("ada"), tenant.user("ben"));
    tenant.done();
    List<String> rows = tenant.rows();
    int before = tenant.graph.received().size();
    tenant.done();
    assertThat(tenant.rows()).isEqualTo(rows);
    assertThat(tenant.graph.received().subList(before, tenant.graph.received().size()))
        .extracting(Received::pathAndQuery)
        .isNotEmpty()
        .allMatch(path -> path.contains("/delta"))
        .noneMatch(path -> path.contains("filter"));
  }

  @Test
  void linksAreKeptWholeWhateverTheirLength() {
    tenant.user("ada");
    tenant.done();
    assertThat(tenant.position().get(0).length()).isGreaterThan(2000);
    tenant.done();
  }

  @Test
  void aPartOfAnObjectChangesThatPartAlone() {
    String ada = tenant.user("ada", "lovelace");
    tenant.directory.set(ada, "jobTitle", "Clerk");
    tenant.done();
    tenant.directory.set(ada, "jobTitle", null);
    tenant.directory.set(ada, "department", "Payroll");
    tenant.done();
    assertThat(tenant.history(ada))
        .endsWith("user updated jobTitle Clerk -> ", "user updated department  -> Payroll");
    assertThat(tenant.addresses()).containsEntry("lovelace", ada);
  }

  @Test
  void whatWasLeftOutAndComesIntoScopeIsReadWhole() {
    String ada = tenant.user("ada", "lovelace");
    tenant.directory.set(ada, "userType", "Guest");
    tenant.directory.set(ada, "jobTitle", "Clerk");
    String team = tenant.list("team", ada);
    tenant.directory.set(team, "mailEnabled", false);
    tenant.user("ben");
    tenant.done();
    assertThat(tenant.users()).containsExactly("ben");
    assertThat(tenant.lists()).isEmpty();

    tenant.directory.set(ada, "userType", "Member");
    tenant.directory.set(team, "mailEnabled", true);
    RunRecord run = tenant.done();
    assertThat(full(tenant.plan(run))).isFalse();
    assertThat(tenant.users()).containsExactly("ada", "ben");
    assertThat(tenant.addresses())
        .containsEntry("lovelace", ada)
        .containsEntry("team", team + " primary");
    assertThat(tenant.members(team)).containsExactly(ada);
    assertThat(
            tenant.home.count(
                "SELECT COUNT(*) FROM panel_directory_user_current WHERE graph_id = ? AND job_title"
                    + " = 'Clerk'",
                ada))
        .isEqualTo(1);
  }

  @Test
  void whoLeavesTheScopeIsMarkedWithTheReason() {
    String ada = tenant.user("ada");
    String ben = tenant.user("ben");
    tenant.done();
    tenant.directory.set(ada, "userType", "Guest");
    tenant.done();
    assertThat(tenant.users()).containsExactly("ben");
    assertThat(tenant.history(ada)).contains("user removed   -> guest");
    tenant.define(LOOSE + "filters: {exclude: ['be*@*']}");
    RunRecord run = tenant.done();
    assertThat(full(tenant.plan(run))).isTrue();
    assertThat(tenant.users()).isEmpty();
    assertThat(tenant.history(ben)).contains("user removed   -> excluded");
  }

  @Test
  void membersComeAndGoInListsOfAnySizeNestedAndCyclicOnesToo() {
    String[] many = new String[30];
    for (int i = 0; i < many.length; i++) {
      many[i] = tenant.user("u" + i);
    }
    String all = tenant.list("all", many);
    String inner = tenant.list("inner", many[0], all);
    tenant.directory.join(all, inner);
    tenant.done();
    TreeSet<String> expected = new TreeSet<>(List.of(many));
    expected.add(inner);
    assertThat(tenant.members(all)).containsExactlyElementsOf(expected);
    assertThat(tenant.members(inner)).isEqualTo(sorted(many[0], all));

    tenant.directory.leave(all, many[3]);
    tenant.directory.leave(all, inner);
    tenant.directory.join(inner, many[7]);
    RunRecord run = tenant.done();
    assertThat(run.summary()).contains("1 added, 0 updated, 2 removed");
    expected.remove(inner);
    expected.remove(many[3]);
    assertThat(tenant.members(all)).containsExactlyElementsOf(expected);
    assertThat(tenant.members(inner)).isEqualTo(sorted(many[0], many[7], all));
    tenant.directory.join(all, many[3]);
    tenant.done();
    assertThat(tenant.history(all))
        .contains(
            "member removed " + many[3] + " user -> ", "member returned " + many[3] + "  -> user");
  }

  @Test
  void aListThatReturnsHasTheMembersThatItHasNow() {
    String ada = tenant.user("ada");
    String ben = tenant.user("ben");
    String team = tenant.list("team", ada);
    tenant.done();
    tenant.directory.delete(team);
    tenant.done();
    assertThat(tenant.lists()).isEmpty();
    assertThat(tenant.members(team)).isEmpty();
    tenant.directory.leave(team, ada);
    tenant.directory.join(team, ben);
    tenant.directory.restore(team);
    tenant.done();
    assertThat(tenant.lists()).containsExactly("team");
    assertThat(tenant.members(team)).containsExactly(ben);
  }

  @Test
  void aForgottenPositionIsAFullReadInTheSameRun() {
    String ada = tenant.user("ada");
    String ben = tenant.user("ben");
    String list = tenant.list("all", ada, ben);
    tenant.done();
    tenant.directory.purge(ben);
    tenant.graph.forgetLinks();
    RunRecord run = tenant.done();
    assertThat(full(tenant.plan(run))).isTrue();
    assertThat(tenant.users()).containsExactly("ada");
    assertThat(tenant.members(list)).containsExactly(ada);
    RunRecord next = tenant.done();
    assertThat(full(tenant.plan(next))).isFalse();
  }

  @Test
  void whatAFullReadDoesNotFindIsMarkedMissing() {
    tenant.graph.close();
    tenant.close();
    tenant =
        new SyncedTenant(database.home(), SandboxSettings.hostile(13).with(java.util.Set.of()));
    tenant.define(LOOSE);
    tenant.user("ada");
    String ben = tenant.user("ben");
    tenant.done();
    tenant.directory.purge(ben);
    tenant.graph.forgetLinks();
    tenant.done();
    assertThat(tenant.users()).containsExactly("ada");
    assertThat(tenant.history(ben)).contains("user removed   -> missing");
  }

  @Test
  void anOldFullReadAndAnotherScopeAreReadWhole() {
    tenant.user("ada");
    tenant.done();
    tenant
        .home
        .jdbc()
        .update(
            "UPDATE runner_directory_position SET full_at = '2020-01-01 00:00:00' WHERE"
                + " organization_id = ?",
            tenant.id());
    assertThat(full(tenant.plan(tenant.done()))).isTrue();
    assertThat(full(tenant.plan(tenant.done()))).isFalse();
    tenant
        .home
        .jdbc()
        .update(
            "INSERT INTO panel_domain (domain, organization_id) VALUES (?, ?)",
            "second." + tenant.domain,
            tenant.id());
    assertThat(full(tenant.plan(tenant.done()))).isTrue();
    assertThat(full(tenant.plan(tenant.done()))).isFalse();
  }

  @Test
  void aPreviewSavesNoPositionAndItsPlanDoesWhenItIsApplied() {
    tenant.user("ada");
    RunRecord preview = tenant.preview();
    assertThat(preview.outcome()).isEqualTo(ExitCode.DONE);
    assertThat(tenant.rows()).isEmpty();
    assertThat(tenant.position()).isEmpty();
    int requests = tenant.graph.received().size();
    RunRecord applied = tenant.apply(tenant.plan(preview));
    assertThat(applied.outcome()).as(tenant.why(applied)).isEqualTo(ExitCode.DONE);
    assertThat(tenant.graph.received()).hasSize(requests);
    assertThat(tenant.users()).containsExactly("ada");
    assertThat(tenant.position()).hasSize(1);
    assertThat(full(tenant.plan(tenant.done()))).isFalse();
  }

  @Test
  void chosenUsersAreLookedUpAndSaveNoPosition() {
    String ada = tenant.user("ada", "lovelace");
    tenant.user("ben");
    RunRecord run = tenant.only("LOVELACE@" + tenant.domain, "nobody@" + tenant.domain);
    assertThat(run.outcome()).isEqualTo(ExitCode.DONE_WITH_PROBLEMS);
    assertThat(tenant.problems(run))
        .hasSize(2)
        .contains("SKIPPED nobody@DOMAIN: the directory has no user with this address or id")
        .anyMatch(
            text ->
                text.startsWith(
                        "NOTICE ada@DOMAIN: read as %s; in scope; the panel does not have it; add: "
                            .formatted(ada))
                    && text.endsWith("lovelace@DOMAIN '' -> 'alias'"));
    assertThat(tenant.users()).containsExactly("ada");
    assertThat(tenant.position()).isEmpty();
    tenant.directory.set(ada, "displayName", "Ada L.");
    RunRecord second = tenant.only(ada);
    assertThat(second.outcome()).as(tenant.why(second)).isEqualTo(ExitCode.DONE);
    assertThat(tenant.history(ada)).endsWith("user updated displayName ada -> Ada L.");
    assertThat(tenant.problems(second))
        .containsExactly(
            "NOTICE ada@DOMAIN: read as %s; in scope; the panel has it; update: displayName 'ada' -> 'Ada L.'"
                .formatted(ada));
  }

  @Test
  void aPreviewOfChosenUsersReadsThemAloneAndTellsWhyOneIsLeftOut() {
    String ada = tenant.user("ada");
    tenant.user("ben");
    tenant.done();
    tenant.directory.set(ada, "userType", "Guest");
    int requests = tenant.graph.received().size();

    RunRecord run =
        tenant.home.start(
            new RunRequest(
                tenant.key, Run.Kind.TEST, List.of("ada@" + tenant.domain), null, false, "tester"));

    assertThat(tenant.problems(run))
        .containsExactly(
            "NOTICE ada@DOMAIN: read as %s; out of scope, a guest; the panel has it; remove"
                .formatted(ada));
    assertThat(run.summary()).contains("1 object read: 1 change would be made");
    assertThat(tenant.graph.received().subList(requests, tenant.graph.received().size()))
        .noneMatch(request -> request.pathAndQuery().contains("delta"));
    assertThat(tenant.users()).containsExactly("ada", "ben");
  }

  @Test
  void theMirrorOfAGeneratedTenantIsTheTenant() {
    tenant.define(LOOSE + "filters: {accepted-domains: false, guests: true}");
    new io.rollcall.sandbox.graph.DirectoryGenerator(5).fill(tenant.directory, 60, 15, 150);
    tenant.done();
    assertThat(
            tenant.home.count(
                "SELECT COUNT(*) FROM panel_directory_user_current WHERE organization_id = ?",
                tenant.id()))
        .isEqualTo(60);
    long lists =
        tenant.directory.live(Kind.GROUP).values().stream()
            .filter(group -> Boolean.TRUE.equals(group.get("mailEnabled")))
            .count();
    assertThat(tenant.lists()).hasSize((int) lists);
    tenant
        .directory
        .live(Kind.GROUP)
        .forEach(
            (id, group) -> {
              if (Boolean.TRUE.equals(group.get("mailEnabled"))) {
                assertThat(tenant.members(id))
                    .containsExactlyElementsOf(new TreeSet<>(tenant.directory.members(id)));
              }
            });
  }
}
