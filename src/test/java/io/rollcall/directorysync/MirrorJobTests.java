package io.rollcall.directorysync;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.operations.RunRecord;
import io.rollcall.sandbox.graph.SandboxSettings;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** What the directory says becomes what the panel shows, from a tenant as bad as it may be. */
@ParameterizedClass
@EnumSource
class MirrorJobTests {
  @Parameter JobDatabase database;
  SyncedTenant tenant;

  @BeforeEach
  void open() {
    tenant = new SyncedTenant(database.home(), SandboxSettings.hostile(11));
  }

  @AfterEach
  void close() {
    tenant.close();
  }

  @Test
  void aFirstSyncBringsAllAndASecondChangesNothing() {
    String ada = tenant.user("ada", "lovelace");
    String ben = tenant.user("ben");
    String staff = tenant.list("staff", ada, ben);
    tenant.directory.delete(tenant.user("gone"));
    RunRecord first = tenant.done();
    assertThat(first.summary()).contains("5 added");
    assertThat(tenant.users()).containsExactly("ada", "ben");
    assertThat(tenant.lists()).containsExactly("staff");
    assertThat(tenant.members(staff)).containsExactlyElementsOf(new TreeSet<>(List.of(ada, ben)));
    assertThat(tenant.addresses())
        .containsEntry("ada", ada + " primary")
        .containsEntry("lovelace", ada)
        .containsEntry("ben", ben + " primary")
        .containsEntry("staff", staff + " primary")
        .hasSize(4);
    assertThat(tenant.workingRows()).isZero();
    List<String> rows = tenant.rows();
    List<String> position = tenant.position();

    RunRecord second = tenant.done();
    assertThat(second.summary()).contains("0 changes");
    assertThat(tenant.rows()).isEqualTo(rows);
    assertThat(tenant.position()).hasSize(1).isNotEqualTo(position);
  }

  @Test
  void aRenameKeepsTheRowAndShowsAsAnUpdate() {
    String eva = tenant.user("eva.old", "eva");
    tenant.done();
    tenant.directory.set(eva, "userPrincipalName", "eva.new@" + tenant.domain);
    tenant.directory.set(eva, "mail", "eva.new@" + tenant.domain);
    tenant.directory.set(eva, "proxyAddresses", tenant.addresses("eva.new", "eva", "eva.old"));
    RunRecord run = tenant.done();
    assertThat(run.summary()).contains("1 added, 2 updated, 0 removed");
    assertThat(tenant.users()).containsExactly("eva.new");
    assertThat(tenant.addresses())
        .containsEntry("eva.new", eva + " primary")
        .containsEntry("eva.old", eva)
        .containsEntry("eva", eva);
    assertThat(tenant.history(eva))
        .containsExactly(
            "user added   -> ",
            "address added eva.old  -> primary",
            "address added eva  -> alias",
            "user updated userPrincipalName eva.old -> eva.new",
            "user updated mail eva.old -> eva.new",
            "address added eva.new  -> primary",
            "address updated eva.old primary -> alias");
    assertThat(
            tenant.home.count(
                "SELECT COUNT(*) FROM panel_directory_user WHERE organization_id = ?", tenant.id()))
        .isEqualTo(1);
  }

  @Test
  void whoLeavesAndReturnsIsOneRowWithBothInItsHistory() {
    tenant.define("limits: {accounts: {remove: none}}");
    tenant.user("ada");
    String leo = tenant.user("leo");
    tenant.done();
    tenant.directory.delete(leo);
    assertThat(tenant.done().summary()).contains("1 removed");
    assertThat(tenant.users()).containsExactly("ada");
    assertThat(tenant.addresses()).doesNotContainKey("leo");
    tenant.directory.restore(leo);
    assertThat(tenant.done().summary()).contains("1 added");
    assertThat(tenant.users()).containsExactly("ada", "leo");
    assertThat(tenant.addresses()).containsEntry("leo", leo + " primary");
    assertThat(tenant.history(leo))
        .containsExactly(
            "user added   -> ",
            "address added leo  -> primary",
            "user removed   -> deleted",
            "address removed leo primary -> ",
            "user returned   -> ",
            "address added leo  -> primary");
  }
}
