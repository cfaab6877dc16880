package io.rollcall.directorysync;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.kernel.ExitCode;
import io.rollcall.operations.Approvals;
import io.rollcall.operations.RunRecord;
import io.rollcall.plan.Plan;
import io.rollcall.sandbox.graph.Kind;
import io.rollcall.sandbox.graph.SandboxSettings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** A bad day in the cloud changes nothing in the panel. */
@ParameterizedClass
@EnumSource
class LimitsJobTests {
  @Parameter JobDatabase database;
  SyncedTenant tenant;
  final List<String> users = new ArrayList<>();

  @BeforeEach
  void open() {
    tenant = new SyncedTenant(database.home(), SandboxSettings.hostile(12));
    for (int i = 0; i < 20; i++) {
      users.add(tenant.user("u" + i));
    }
    tenant.list("all", users.toArray(String[]::new));
  }

  @AfterEach
  void close() {
    tenant.close();
  }

  private void refused(RunRecord run, List<String> rows, List<String> position, String reason) {
    assertThat(run.outcome()).as(tenant.why(run)).isEqualTo(ExitCode.REFUSED);
    assertThat(tenant.plan(run).gates().reasons()).isEqualTo(reason);
    assertThat(tenant.rows()).isEqualTo(rows);
    assertThat(tenant.position()).isEqualTo(position);
  }

  @Test
  void moreThanATenthOfTheUsersIsNotRemovedUntilAPersonApprovesItOnce() {
    tenant.done();
    List<String> rows = tenant.rows();
    List<String> position = tenant.position();
    users.subList(0, 3).forEach(tenant.directory::delete);
    String reason = "accounts.remove 3 of 2 allowed (limit 10%, at most 500)";
    refused(tenant.run(), rows, position, reason);
    RunRecord preview = tenant.preview();
    refused(preview, rows, position, reason);
    RunRecord blunt = tenant.apply(tenant.plan(preview), false);
    assertThat(blunt).isNull();

    Plan plan = tenant.plan(preview);
    tenant
        .home
        .bean(Approvals.class)
        .approve(plan.id(), "tester", "they left", Duration.ofHours(1));
    RunRecord applied = tenant.apply(plan);
    assertThat(applied.outcome()).as(tenant.why(applied)).isEqualTo(ExitCode.DONE);
    assertThat(tenant.users()).hasSize(17);
    assertThat(tenant.position()).hasSize(1).isNotEqualTo(position);
    assertThat(tenant.apply(plan, false)).isNull();
    assertThat(tenant.done().summary()).contains("0 changes");
  }

  @Test
  void aTenantWithoutUsersIsRefusedUntilAPersonAcceptsIt() {
    tenant.define("limits: {accounts: {remove: none}, members: {remove: none}}");
    tenant.done();
    users.forEach(tenant.directory::delete);
    tenant.graph.forgetLinks();
    refused(
        tenant.run(),
        tenant.rows(),
        tenant.position(),
        "the source gave 0 users, at least 1 are needed (an empty source while the panel holds"
            + " objects)");
    RunRecord accepted = tenant.acceptingDrop();
    assertThat(accepted.outcome()).as(tenant.why(accepted)).isEqualTo(ExitCode.DONE);
    assertThat(tenant.users()).isEmpty();
  }

  @Test
  void lessThanHalfOfTheUsersOrNoGroupAtAllIsRefused() {
    tenant.define(
        "limits: {accounts: {remove: none}, members: {remove: none}, lists: {remove: none}}");
    tenant.done();
    List<String> rows = tenant.rows();
    users.subList(0, 11).forEach(tenant.directory::delete);
    tenant.directory.live(Kind.GROUP).keySet().forEach(tenant.directory::delete);
    tenant.graph.forgetLinks();
    refused(
        tenant.run(),
        rows,
        tenant.position(),
        "the source gave 9 users, at least 10 are needed (50% of the last complete read, 20); the"
            + " source gave 0 groups, at least 1 are needed (an empty source while the panel holds"
            + " objects)");
    tenant.directory.restore(users.get(0));
    refused(
        tenant.run(),
        rows,
        tenant.position(),
        "the source gave 0 groups, at least 1 are needed (an empty source while the panel holds"
            + " objects)");
  }

  @Test
  void aRoundOfChangesIsNoBaselineForTheNextFullRead() {
    tenant.done();
    tenant.directory.set(users.get(0), "displayName", "changed");
    RunRecord delta = tenant.done();
    assertThat(tenant.plan(delta).complete()).isFalse();
    assertThat(tenant.plan(delta).gates().headroom())
        .noneMatch(room -> room.what().startsWith("s"));
    tenant.graph.forgetLinks();
    RunRecord full = tenant.done();
    assertThat(tenant.plan(full).complete()).isTrue();
    assertThat(tenant.plan(full).gates().headroom())
        .filteredOn(room -> room.what().startsWith("source"))
        .extracting(room -> room.text())
        .containsExactly(
            "the source gave 20 users, at least 10 are needed (50% of the last complete read, 20)",
            "the source gave 1 groups, at least 1 are needed (50% of the last complete read, 1)");
  }

  @Test
  void membersAliasesAndListsHaveLimitsOfTheirOwn() {
    tenant.done();
    List<String> rows = tenant.rows();
    String list = tenant.directory.live(Kind.GROUP).keySet().iterator().next();
    users.subList(0, 3).forEach(user -> tenant.directory.leave(list, user));
    refused(
        tenant.run(),
        rows,
        tenant.position(),
        "members.remove 3 of 2 allowed (limit 10%, at most 500)");
    tenant.define("limits: {members: {remove: none}, aliases: {add: 1}}");
    tenant.directory.set(users.get(0), "proxyAddresses", tenant.addresses("u0", "x", "y"));
    refused(tenant.run(), rows, tenant.position(), "aliases.add 2 of 1 allowed (limit 1)");
  }
}
