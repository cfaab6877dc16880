package io.rollcall.backendsync;

import static org.assertj.core.api.Assertions.assertThat;

import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.ResultCode;
import io.rollcall.kernel.ExitCode;
import io.rollcall.kernel.Progress;
import io.rollcall.kernel.Run;
import io.rollcall.operations.RunLauncher;
import io.rollcall.operations.RunRecord;
import io.rollcall.operations.RunRequest;
import io.rollcall.plan.StopWishes;
import io.rollcall.testing.TestDirectory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongConsumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Whole runs that read an Active Directory. */
@ParameterizedClass
@EnumSource
class ActiveDirectoryJobTests {
  @Parameter JobDatabase database;
  static TestDirectory directory;
  Tenant tenant;
  DirectoryTenant tree;

  @BeforeAll
  static void start() {
    directory = TestDirectory.plain();
  }

  @AfterAll
  static void stop() {
    directory.close();
  }

  @BeforeEach
  void open() {
    directory.troubles().reset();
    tenant = database.tenant();
    tree = new DirectoryTenant(tenant, directory);
    define("");
  }

  private void define(String more) {
    tenant.home.job(
        tenant.key + "-ad",
        """
        family: backend-sync
        organizations: %s
        source:
          type: active-directory
          controllers: ["127.0.0.1:%d"]
          security: none
          user: "%s"
          password: file:%s
          units: ["OU={organization},%s"]
        %s
        """
            .formatted(
                tenant.key,
                directory.port(),
                TestDirectory.USER,
                password(),
                TestDirectory.BASE,
                more));
  }

  private Path password() {
    Path file = tenant.home.file("ad.password");
    Tenant.write(file, TestDirectory.PASSWORD);
    return file;
  }

  private RunRecord read() {
    return tenant.home.run(tenant.key + "-ad");
  }

  private void done(RunRecord run) {
    assertThat(run.outcome())
        .as(run.summary() + run.reason() + tenant.problems(run) + failure(run))
        .isEqualTo(ExitCode.DONE);
  }

  private String failure(RunRecord run) {
    return String.valueOf(tenant.plan(run).failure());
  }

  private List<Path> captures() throws IOException {
    Path work = tenant.home.file("work");
    if (!Files.exists(work)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(work)) {
      return files
          .filter(file -> file.getFileName().toString().startsWith(tenant.key + "."))
          .toList();
    }
  }

  @Test
  void insertsExactlyTheOrganizationsObjectsAndThenNothing() throws IOException {
    tree.mailbox("ada", 1).mailbox("shared", 4).mailbox("room", 16).mailbox("van", 32);
    tree.mailbox("linked", 2);
    tree.mailbox("arbitration", 8388608)
        .mailbox("discovery", 536870912)
        .mailbox("remote", 2147483648L);
    tree.list("team", 256, "ada", "shared")
        .list("secure", 1024, "ada")
        .list("rooms", 268435456, "room");
    tree.dynamic("everybody").contact("client");
    tree.elsewhere("stranger");

    RunRecord first = read();

    assertThat(tenant.problems(first))
        .containsExactly(
            "NOTICE objects outside of the organization: 1 in its units have their address in none"
                + " of its accepted domains: stranger@elsewhere.example");
    assertThat(first.outcome()).as(failure(first)).isEqualTo(ExitCode.DONE);
    assertThat(tenant.objects()).isEqualTo(10);
    assertThat(tenant.members("team")).containsExactly("ada 1 present", "shared 1 present");
    assertThat(tenant.members("rooms")).containsExactly("room 1 present");
    assertThat(types())
        .containsExactly(
            "CONTACT contact MailContact",
            "LIST dynamic DynamicDistributionGroup",
            "LIST room-list RoomList",
            "LIST security MailUniversalSecurityGroup",
            "LIST simple MailUniversalDistributionGroup",
            "MAILBOX equipment EquipmentMailbox",
            "MAILBOX linked LinkedMailbox",
            "MAILBOX room RoomMailbox",
            "MAILBOX shared SharedMailbox",
            "MAILBOX user UserMailbox");
    assertThat(captures()).isEmpty();
    List<String> rows = tenant.rows();

    RunRecord second = read();

    assertThat(second.summary()).contains("0 changes").contains("10 unchanged");
    assertThat(tenant.rows()).isEqualTo(rows);
  }

  private List<String> types() {
    return tenant
        .home
        .jdbc()
        .queryForList(
            """
            SELECT CONCAT(UPPER(o.kind), ' ', i.type, ' ', i.type_raw) FROM panel_identity i
            JOIN panel_object o ON o.id = i.object_id WHERE o.organization_id = ? ORDER BY 1
            """,
            String.class,
            tenant.id());
  }

  @Test
  void aChangedQuotaMakesOneVersionRow() {
    tree.mailbox("ada", 1).mailbox("bob", 1);
    done(read());
    long settings = settingsRows();

    directory.set(tree.dn("ada"), "mDBOverQuotaLimit", "4194304");
    RunRecord run = read();

    done(run);
    assertThat(settingsRows()).isEqualTo(settings + 1);
    assertThat(tenant.settings("ada", "advanced.quota"))
        .hasSize(2)
        .last()
        .asString()
        .startsWith("2 ")
        .contains("\"prohibitSendQuota\":4294967296");
  }

  private long settingsRows() {
    return tenant.home.count(
        "SELECT COUNT(*) FROM panel_settings s JOIN panel_object o ON o.id = s.object_id WHERE"
            + " o.organization_id = ?",
        tenant.id());
  }

  @Test
  void aLongListIsReadInParts() {
    directory.troubles().mostValues = 20;
    List<String> names = new ArrayList<>();
    for (int i = 0; i < 50; i++) {
      names.add("m" + i);
    }
    names.forEach(name -> tree.mailbox(name, 1));
    tree.list("all", 256, names.toArray(String[]::new));
    tree.addMember("all", "CN=nobody-" + tenant.key + ",CN=Users," + TestDirectory.BASE);

    RunRecord run = read();

    assertThat(tenant.problems(run)).hasSize(1).first().asString().contains("CN=nobody-");
    assertThat(tenant.members("all")).hasSize(51).contains("m49 1 present");
    assertThat(read().summary()).contains("0 changes");
  }

  @Test
  void theSameOrganizationThroughAnExportAndThroughTheDirectoryMakesNoVersions() {
    tree.mailbox("ada", 1).mailbox("bob", 1).list("team", 256, "ada", "bob").contact("client");
    directory.set(tree.dn("ada"), "altRecipient", tree.dn("bob"));
    directory.set(tree.dn("ada"), "publicDelegates", tree.dn("bob"));
    tenant.export(tree.exported());
    done(tenant.run());
    List<String> rows = tenant.rows();

    RunRecord live = read();

    done(live);
    assertThat(tenant.rows()).isEqualTo(rows);
    assertThat(live.summary()).contains("0 changes");
    done(tenant.run());
    done(read());
    assertThat(tenant.rows()).isEqualTo(rows);
  }

  /** The directory has their SIDs, an export their names. */
  @Test
  void holdersOfRightsOutsideOfTheOrganizationAreTheSameInAnExport() {
    tree.mailbox("ada", 1).mailbox("bob", 1);
    directory.set(tree.dn("ada"), "altRecipient", tree.dn("bob"));
    directory.set(tree.dn("ada"), "publicDelegates", tree.dn("bob"));
    directory.addOnce("CN=Configuration," + TestDirectory.BASE, "configuration");
    directory.addOnce("CN=Partitions,CN=Configuration," + TestDirectory.BASE, "crossRefContainer");
    directory.addOnce(
        "CN=LAB,CN=Partitions,CN=Configuration," + TestDirectory.BASE,
        "crossRef",
        Map.of("nCName", List.of(TestDirectory.BASE), "nETBIOSName", List.of("LAB")));
    directory.addOnce(
        "CN=besadmin,CN=Users," + TestDirectory.BASE,
        "user",
        Map.of(
            "objectSid",
            List.of(TestDirectory.sid(500_001)),
            "sAMAccountName",
            List.of("BesAdmin")));
    directory.set(
        tree.dn("ada"),
        "nTSecurityDescriptor",
        (Object)
            TestDirectory.sendAs(
                TestDirectory.sid(1001), // bob
                TestDirectory.sid(500_001),
                TestDirectory.sid(500_002))); // an account that was deleted
    List<Exported> exported = tree.exported();
    tree.exported("ada")
        .trustees("send-as", tenant.ref("bob"), "LAB\\besadmin", "S-1-5-21-1-2-3-500002");
    tenant.export(exported);
    assertThat(tenant.run().outcome()).isIn(ExitCode.DONE, ExitCode.DONE_WITH_PROBLEMS);
    List<String> rows = tenant.rows();

    for (int i = 0; i < 2; i++) {
      RunRecord live = read();
      assertThat(live.summary()).contains("0 changes");
      assertThat(tenant.rows()).isEqualTo(rows);
      assertThat(tenant.run().summary()).contains("0 changes");
      assertThat(tenant.rows()).isEqualTo(rows);
    }
    assertThat(
            tenant
                .home
                .jdbc()
                .queryForList(
                    "SELECT LOWER(g.target_raw) FROM panel_grant g WHERE g.object_id = ? AND"
                        + " g.permission = 'send-as' AND g.target_id IS NULL ORDER BY 1",
                    String.class,
                    tenant.object("ada")))
        .containsExactly("lab\\besadmin", "s-1-5-21-1-2-3-500002");
  }

  @Test
  void aControllerThatDiesInTheMiddleOfAReadingLeavesThePanelAsItWas() throws IOException {
    tree.mailbox("ada", 1);
    done(read());
    List<String> rows = tenant.rows();
    directory.delete(tree.dn("ada"));
    tree.mailbox("bob", 1);
    directory.troubles().reset();
    int searches = searchesOfARun();
    directory.troubles().reset();
    directory.troubles().diesAt = searches; // the second pass of the reading

    RunRecord failed = read();

    assertThat(failed.outcome()).isEqualTo(ExitCode.FAILED);
    assertThat(failure(failed)).contains("could not be read").contains("127.0.0.1");
    assertThat(tenant.rows()).isEqualTo(rows);
    assertThat(captures()).isEmpty();
    directory.troubles().reset();
    done(tenant.home.restart(failed.run().id()));
    assertThat(tenant.object("bob")).isPositive();
  }

  private int searchesOfARun() {
    tenant.home.preview(tenant.key + "-ad");
    return directory.troubles().searches();
  }

  @Test
  void aSizeLimitOrAReferralFailsTheReading() {
    tree.mailbox("ada", 1);
    directory.troubles().search = new LDAPException(ResultCode.TIME_LIMIT_EXCEEDED, "too slow");
    assertThat(failure(read())).contains("time limit");
    directory.troubles().search = null;
    directory.troubles().reference =
        "ldap://child.lab.example.test/DC=child,DC=lab,DC=example,DC=test";
    assertThat(failure(read())).contains("refers to another server").contains("child.lab");
    assertThat(tenant.objects()).isZero();
    directory.troubles().reference =
        "ldap://lab.example.test/CN=Configuration,DC=lab,DC=example,DC=test";
    done(read());
    assertThat(tenant.objects()).isEqualTo(1);
  }

  @Test
  void aRestartGoesOnWithTheCaptureAndReadsTheDirectoryAgainWhereItIsGone() throws IOException {
    define("chunk-size: 10");
    for (int i = 0; i < 35; i++) {
      tree.mailbox("m" + i, 1);
    }
    RunRecord failed = breakingInTheSecondChunk();
    assertThat(captures()).hasSize(1);
    directory.delete(tree.dn("m0"));
    done(tenant.home.restart(failed.run().id()));
    assertThat(tenant.objects()).isEqualTo(35);
    assertThat(captures()).isEmpty();

    Tenant other = database.tenant();
    tenant = other;
    tree = new DirectoryTenant(other, directory);
    define("chunk-size: 10");
    for (int i = 0; i < 35; i++) {
      tree.mailbox("m" + i, 1);
    }
    RunRecord broken = breakingInTheSecondChunk();
    Files.delete(captures().get(0));
    directory.delete(tree.dn("m0"));
    tree.mailbox("m35", 1);
    done(tenant.home.restart(broken.run().id()));
    assertThat(tenant.objects()).isEqualTo(35);
    assertThat(tenant.object("m0")).isZero();
    assertThat(tenant.plan(broken).recordsRead()).isEqualTo(35);
    assertThat(tenant.workingRows()).isZero();
    assertThat(read().summary()).contains("0 changes").contains("35 unchanged");
  }

  @Test
  void aStopWhileTheDirectoryIsReadLeavesNothingAndCanBeRestarted() throws IOException {
    for (int i = 0; i < 150; i++) {
      tree.mailbox("m" + i, 1);
    }
    AtomicLong id = new AtomicLong();
    RunRecord stopped =
        start(
            (step, done, total) -> {
              if (step.startsWith("fetching")) {
                tenant.home.bean(StopWishes.class).add(id.get());
              }
            },
            id::set);
    assertThat(stopped.outcome()).as(stopped.reason()).isEqualTo(ExitCode.STOPPED);
    assertThat(captures()).isEmpty();
    assertThat(tenant.objects()).isZero();
    done(tenant.home.restart(id.get()));
    assertThat(tenant.objects()).isEqualTo(150);
  }

  private RunRecord start(Progress progress, LongConsumer id) {
    return tenant
        .home
        .bean(RunLauncher.class)
        .start(
            new RunRequest(tenant.key + "-ad", Run.Kind.FULL, List.of(), null, false, "tester"),
            progress,
            id);
  }

  private RunRecord breakingInTheSecondChunk() {
    RunRecord failed = start(new SecondChunk(), id -> {});
    assertThat(failed.outcome()).isEqualTo(ExitCode.FAILED);
    return failed;
  }

  private static final class SecondChunk implements Progress {
    private int chunks;

    @Override
    public void at(String step, long done, long total) {
      if (step.startsWith("reading") && done > 0 && ++chunks == 2) {
        throw new IllegalStateException("pulled the plug");
      }
    }
  }

  @Test
  void aStoredPlanIsAppliedWithoutReadingTheDirectoryAgain() {
    tree.mailbox("ada", 1);
    RunRecord preview = tenant.home.preview(tenant.key + "-ad");
    directory.delete(tree.dn("ada"));
    directory.troubles().search = new LDAPException(ResultCode.BUSY, "away");
    RunRecord run = tenant.home.plan(tenant.key + "-ad", tenant.plan(preview).id());
    assertThat(run.outcome()).as(run.summary()).isEqualTo(ExitCode.DONE);
    assertThat(tenant.objects()).isEqualTo(1);
  }
}
