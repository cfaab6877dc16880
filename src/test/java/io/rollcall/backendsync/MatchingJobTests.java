package io.rollcall.backendsync;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.kernel.ExitCode;
import io.rollcall.operations.RunRecord;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Which object of the panel a record is. */
@ParameterizedClass
@EnumSource
class MatchingJobTests {
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

  private static final AtomicInteger HAND = new AtomicInteger(1000);

  @Test
  void anObjectMadeByHandIsFoundByItsPrimaryAddress() {
    long hand = tenant.handmade(HAND.incrementAndGet(), "mailbox", tenant.address("jane"));
    tenant.export(tenant.mailbox("jane"));
    done(tenant.run());
    assertThat(tenant.objects()).isEqualTo(1);
    assertThat(tenant.object("jane")).isEqualTo(hand);
    assertThat(tenant.presence("jane")).containsExactly("1 present");
    assertThat(tenant.holders(tenant.address("jane"))).containsExactly("1 present jane primary");
    assertThat(tenant.run().summary()).contains("0 changes");
  }

  @Test
  void anObjectMadeByHandIsFoundByASecondaryAddress() {
    long hand =
        tenant.handmade(
            HAND.incrementAndGet(), "mailbox", "old@" + tenant.domain, tenant.address("j"));
    tenant.export(
        tenant
            .mailbox("jane")
            .addresses("SMTP:" + tenant.address("jane"), "smtp:" + tenant.address("j")));
    tenant.define("limits: {addresses: {remove: none}}");
    done(tenant.run());
    assertThat(tenant.object("jane")).isEqualTo(hand);
    assertThat(tenant.objects()).isEqualTo(1);
    assertThat(tenant.holders("old@" + tenant.domain))
        .containsExactly("1 present jane primary", "2 gone jane");
  }

  @Test
  void twoObjectsMadeByHandAreAConflict() {
    long one = tenant.handmade(HAND.incrementAndGet(), "mailbox", tenant.address("one"));
    long two = tenant.handmade(HAND.incrementAndGet(), "mailbox", tenant.address("two"));
    tenant.export(
        tenant
            .mailbox("jane")
            .addresses(
                "SMTP:" + tenant.address("jane"),
                "smtp:" + tenant.address("one"),
                "smtp:" + tenant.address("two")));
    RunRecord run = tenant.run();
    assertThat(run.outcome()).isEqualTo(ExitCode.DONE_WITH_PROBLEMS);
    assertThat(tenant.problems(run))
        .containsExactly(
            "CONFLICT %s: 2 objects of the panel match it by its addresses: %s (object %d), %s (object %d)"
                .formatted(
                    tenant.address("jane"),
                    tenant.address("one"),
                    one,
                    tenant.address("two"),
                    two));
    assertThat(tenant.objects()).isEqualTo(2);
    assertThat(tenant.object("one")).isZero();
    assertThat(tenant.holders(tenant.address("jane"))).isEmpty();
  }

  @Test
  void thePrimaryAddressOutweighsTheOthers() {
    long one = tenant.handmade(HAND.incrementAndGet(), "mailbox", tenant.address("jane"));
    tenant.handmade(HAND.incrementAndGet(), "mailbox", tenant.address("two"));
    tenant.export(
        tenant
            .mailbox("jane")
            .addresses("SMTP:" + tenant.address("jane"), "smtp:" + tenant.address("two")));
    RunRecord run = tenant.run();
    assertThat(tenant.object("jane")).isEqualTo(one);
    assertThat(tenant.problems(run))
        .singleElement()
        .asString()
        .startsWith("CONFLICT " + tenant.address("jane") + ": the address smtp:")
        .contains("is held in the panel by " + tenant.address("two") + " (object ");
  }

  @Test
  void aNameNeverMatchesAndAnObjectMadeByHandIsNeverGone() {
    long hand = tenant.handmade(HAND.incrementAndGet(), "mailbox", "other@" + tenant.domain);
    tenant.export(tenant.mailbox("jane").displayName("other"));
    done(tenant.run());
    done(tenant.run());
    assertThat(tenant.objects()).isEqualTo(2);
    assertThat(tenant.home.count("SELECT COUNT(*) FROM panel_identity WHERE object_id = ?", hand))
        .isZero();
    assertThat(tenant.holders("other@" + tenant.domain))
        .containsExactly("1 present #" + hand + " primary");
  }

  @Test
  void aListDoesNotBecomeAMailbox() {
    long hand = tenant.handmade(HAND.incrementAndGet(), "list", tenant.address("jane"));
    tenant.export(tenant.mailbox("jane"));
    assertThat(tenant.problems(tenant.run()))
        .containsExactly(
            "CONFLICT %1$s: %1$s (object %2$d), which it matches by its addresses, is a list and not a mailbox"
                .formatted(tenant.address("jane"), hand));
    assertThat(tenant.objects()).isEqualTo(1);
  }

  @Test
  void aGuidThatNamesTwoObjectsIsAConflict() {
    tenant.export(tenant.mailbox("jane"), tenant.mailbox("bob"));
    done(tenant.run());
    tenant
        .home
        .jdbc()
        .update(
            """
            INSERT INTO panel_identity (object_id, version, state, type, type_raw, backend_guid, run_id, observed_at)
            SELECT object_id, 2, state, type, type_raw, ?, run_id, observed_at FROM panel_identity WHERE object_id = ?
            """,
            Guids.bytes(tenant.guid("jane")),
            tenant.object("bob"));
    tenant.export(tenant.mailbox("jane").displayName("changed"));
    RunRecord run = tenant.run();
    assertThat(tenant.problems(run))
        .singleElement()
        .asString()
        .startsWith(
            "CONFLICT %s: 2 objects of the panel match it by its GUIDs"
                .formatted(tenant.address("jane")));
    assertThat(run.summary()).contains("0 changes");
  }

  @Test
  void anotherOrganizationsObjectStaysThere() {
    Tenant other = database.tenant();
    other.export(other.mailbox("jane"));
    other.run();
    tenant.export(
        tenant.mailbox("jane").identity("guid", other.guid("jane")), tenant.mailbox("bob"));
    RunRecord run = tenant.run();
    assertThat(run.outcome()).isEqualTo(ExitCode.DONE_WITH_PROBLEMS);
    assertThat(tenant.problems(run))
        .containsExactly(
            "CONFLICT %s: %s (object %d), which it matches by its GUIDs, belongs to another organization, %s"
                .formatted(
                    tenant.address("jane"),
                    other.address("jane"),
                    other.object("jane"),
                    other.key));
    assertThat(tenant.objects()).isEqualTo(1);
  }

  @Test
  void anAddressOfAnotherOrganizationIsLeftThere() {
    Tenant other = database.tenant();
    other.export(other.mailbox("jane"), other.mailbox("info"));
    other.run();
    tenant.export(
        tenant.mailbox("thief").addresses("SMTP:" + other.address("jane")),
        tenant
            .mailbox("bob")
            .addresses("SMTP:" + tenant.address("bob"), "smtp:" + other.address("info")));
    RunRecord run = tenant.run();
    assertThat(run.outcome()).isEqualTo(ExitCode.DONE_WITH_PROBLEMS);
    assertThat(tenant.problems(run))
        .containsExactlyInAnyOrder(
            "CONFLICT %1$s: the address smtp:%1$s is held by another organization, %2$s"
                .formatted(other.address("jane"), other.key),
            "CONFLICT %s: the address smtp:%s is held by another organization, %s"
                .formatted(tenant.address("bob"), other.address("info"), other.key));
    assertThat(tenant.objects()).isEqualTo(1);
    assertThat(tenant.presence("bob")).containsExactly("1 present");
    assertThat(tenant.holders(other.address("jane"))).isEmpty();
    assertThat(tenant.holders(other.address("info"))).isEmpty();
    assertThat(tenant.recognised()).isZero();
  }

  @Test
  void twoOrganizationsOfOneRunDoNotBothGetAnAddress() {
    Tenant other = database.tenant();
    String shared = "shared@nobody-" + tenant.domain;
    Path folder = tenant.home.file("exports/both-" + tenant.key);
    for (Tenant each : List.of(tenant, other)) {
      List<String> lines = new ArrayList<>();
      lines.add(each.mailbox("jane").line());
      lines.add(
          each.mailbox("bob").addresses("SMTP:" + each.address("bob"), "smtp:" + shared).line());
      Tenant.write(
          folder.resolve(each.key + ".jsonl"),
          String.join("\n", Exported.file(each.key, lines)) + "\n");
    }
    tenant.home.job(
        "both-" + tenant.key,
        """
        family: backend-sync
        organizations: [%s, %s]
        source: {type: exchange-export, path: exports/both-%s}
        """
            .formatted(tenant.key, other.key, tenant.key));
    RunRecord run = tenant.home.run("both-" + tenant.key);
    assertThat(run.outcome()).as(run.reason()).isEqualTo(ExitCode.DONE_WITH_PROBLEMS);
    assertThat(tenant.problems(run))
        .singleElement()
        .asString()
        .startsWith("CONFLICT")
        .containsPattern(
            "another organization, o\\d+, holds|is held by another organization, o\\d+$");
    assertThat(tenant.objects() + other.objects()).isEqualTo(4);
    assertThat(tenant.holders(shared).size() + other.holders(shared).size()).isEqualTo(1);
  }

  @Test
  void ofTwoRecordsWithOneGuidTheFirstIsUsed() {
    tenant.exportLines(
        List.of(
            tenant.mailbox("jane").line(),
            tenant.mailbox("jane").line(),
            tenant.mailbox("jane").displayName("Other").line()));
    for (int i = 0; i < 2; i++) {
      RunRecord run = tenant.run();
      assertThat(run.outcome()).isEqualTo(ExitCode.DONE_WITH_PROBLEMS);
      assertThat(tenant.problems(run))
          .filteredOn(problem -> problem.startsWith("CONFLICT"))
          .hasSize(2)
          .allSatisfy(
              text ->
                  assertThat(text)
                      .contains("has the GUID of an earlier record of the same source"));
      assertThat(tenant.objects()).isEqualTo(1);
      assertThat(tenant.settings("jane", "general"))
          .containsExactly("1 {\"displayName\":\"jane\"}");
    }
  }

  @Test
  void nothingIsMarkedGoneWhenTwoRecordsHaveOneGuid() {
    tenant.define("limits: {mailboxes: {remove: none}}");
    tenant.export(tenant.mailbox("jane"), tenant.mailbox("bob"));
    tenant.run();
    tenant.export(
        tenant.mailbox("jane"), tenant.mailbox("bob").identity("guid", tenant.guid("jane")));
    RunRecord run = tenant.run();
    assertThat(run.outcome()).isEqualTo(ExitCode.DONE_WITH_PROBLEMS);
    assertThat(tenant.presence("bob")).containsExactly("1 present");
  }

  @Test
  void manyOrganizationsMayKnowOnePersonElsewhere() {
    Tenant other = database.tenant();
    String supplier = "SMTP:anna@supplier.example";
    String neighbour = "SMTP:" + other.address("jane");
    other.export(other.mailbox("jane"), other.contact("anna").addresses(supplier));
    assertThat(other.run().outcome()).isEqualTo(ExitCode.DONE);
    tenant.export(
        tenant.mailbox("bob"),
        tenant.contact("anna").addresses(supplier),
        tenant.contact("jane").addresses(neighbour));
    RunRecord run = tenant.run();
    assertThat(run.outcome()).as(tenant.problems(run).toString()).isEqualTo(ExitCode.DONE);
    assertThat(tenant.objects()).isEqualTo(3);
    // Whose address it is may come later, too.
    other.export(
        other.mailbox("jane"),
        other.contact("anna").addresses(supplier),
        other.mailbox("late").addresses("SMTP:" + other.address("late")));
    assertThat(other.run().outcome()).isEqualTo(ExitCode.DONE);
  }
}
